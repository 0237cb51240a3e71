package dev.crmql.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Dependencies point one way, and the public face shows no foreign types. */
@AnalyzeClasses(packages = "dev.crmql", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String[] ENGINE = {
    "dev.crmql.query..",
    "dev.crmql.language..",
    "dev.crmql.diagnostics..",
    "dev.crmql.schema..",
    "dev.crmql.normalize..",
    "dev.crmql.evaluate..",
    "dev.crmql.pushdown..",
    "dev.crmql.spi..",
    "dev.crmql.search..",
    "dev.crmql.transport..",
    "dev.crmql.oauth..",
    "dev.crmql.endpoint.."
  };

  private static final String[] CONNECTORS = {
    "dev.crmql.salesforce..",
    "dev.crmql.dynamics..",
    "dev.crmql.sugarcrm..",
    "dev.crmql.oracle..",
    "dev.crmql.hubspot..",
    "dev.crmql.zoho..",
    "dev.crmql.pipedrive.."
  };

  @ArchTest
  static final ArchRule modulesDependOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.crmql..")
          .layer("grammar")
          .definedBy("dev.crmql.grammar..")
          .layer("engine")
          .definedBy(ENGINE)
          .layer("connectors")
          .definedBy(CONNECTORS)
          .layer("sandbox")
          .definedBy("dev.crmql.sandbox..")
          .layer("server")
          .definedBy("dev.crmql.server..")
          .layer("conformance")
          .definedBy("dev.crmql.conformance..")
          .whereLayer("conformance")
          .mayNotAccessAnyLayer()
          .whereLayer("grammar")
          .mayOnlyBeAccessedByLayers("engine")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("connectors", "server")
          .whereLayer("connectors")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("sandbox")
          .mayOnlyBeAccessedByLayers("server")
          .whereLayer("server")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule everyClassBelongsToAModule =
      classes()
          .that(
              not(
                  resideInAnyPackage(
                      Stream.of(
                              ENGINE,
                              CONNECTORS,
                              new String[] {
                                "dev.crmql.grammar..",
                                "dev.crmql.sandbox..",
                                "dev.crmql.server..",
                                "dev.crmql.conformance.."
                              })
                          .flatMap(Stream::of)
                          .toArray(String[]::new))))
          .should(notExist())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theSandboxKnowsNothingOfTheLanguage =
      noClasses()
          .that()
          .resideInAPackage("dev.crmql.sandbox..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.crmql..")
                  .and(not(resideInAnyPackage("dev.crmql.sandbox.."))));

  @ArchTest
  static final ArchRule connectorsDoNotKnowEachOther =
      slices()
          .matching("dev.crmql.(salesforce|dynamics|sugarcrm|oracle|hubspot|zoho|pipedrive)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule connectorsDoNoInputOrOutput =
      noClasses()
          .that()
          .resideInAnyPackage(CONNECTORS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net.http..",
              "java.nio.file..",
              "dev.crmql.search..",
              "dev.crmql.transport..",
              "dev.crmql.endpoint..");

  @ArchTest
  static final ArchRule theTreeKnowsOnlyItself =
      classes()
          .that()
          .resideInAPackage("dev.crmql.query..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.crmql.query..", "java..");

  @ArchTest
  static final ArchRule enginePackagesHaveNoCycles =
      slices().matching("dev.crmql.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule publicSignaturesShowNoParser =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(ENGINE)
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .arePublic()
          .should(notMention("org.antlr"));

  private static ArchCondition<JavaClass> notExist() {
    return new ArchCondition<>("belong to a module") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(item, item.getName() + " is in no module"));
      }
    };
  }

  private static ArchCondition<JavaMethod> notMention(String packagePrefix) {
    return new ArchCondition<>("not mention " + packagePrefix) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean mentioned =
            Stream.concat(
                    Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                .anyMatch(type -> type.getPackageName().startsWith(packagePrefix));
        if (mentioned) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName()));
        }
      }
    };
  }
}
