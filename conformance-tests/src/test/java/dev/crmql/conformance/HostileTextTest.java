package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.conformance.SandboxAccounts.Found;
import dev.crmql.conformance.judge.HostileText;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Text that tries to be more finds on every service what it finds in H2: as a rule no row where it
 * is looked for, and all others where it is left out.
 */
class HostileTextTest {

  private static SandboxAccounts accounts;
  private static SearchEngine engine;

  /** How a text is asked for; the property's name and the text, in quotes, go into it. */
  private enum Form {
    EQUAL("%s = '%s'"),
    UNEQUAL("%s != '%s'"),
    IN("%s IN ('%s', 'acme')"),
    NOT_IN("%s NOT IN ('%s', 'acme')"),
    BEGINNING("%s LIKE '%s%%' ESCAPE '!'"),
    PART("%s LIKE '%%%s%%' ESCAPE '!'"),
    NO_PART("%s NOT LIKE '%%%s%%' ESCAPE '!'"),
    END("%s LIKE '%%%s' ESCAPE '!'"),
    WITHIN("(%1$s = '%2$s' OR %1$s LIKE 'acme%%') AND %1$s != 'acme'");

    private final String condition;

    Form(String condition) {
      this.condition = condition;
    }

    String of(String property, String text) {
      String escaped = condition.contains("ESCAPE") ? text.replaceAll("[!%_]", "!$0") : text;
      return condition.formatted(property, escaped.replace("'", "''"));
    }
  }

  @BeforeContainer
  static void start() {
    accounts = new SandboxAccounts(SandboxAccounts.ofAllServices());
    engine = accounts.engine(Duration.ofMinutes(1), Credentials::fixed);
  }

  @AfterContainer
  static void stop() {
    engine.close();
    accounts.close();
  }

  @Provide
  Arbitrary<String> texts() {
    return HostileText.texts().filter(text -> !HostileText.hasHalfOfACharacter(text));
  }

  @Provide
  Arbitrary<Form> forms() {
    return Arbitraries.of(Form.class);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void everyServiceFindsWhatH2Finds(@ForAll("forms") Form form, @ForAll("texts") String text) {
    for (String account : SandboxAccounts.ofAllServices()) {
      String condition = form.of(accounts.nameProperty(account), text);
      SearchResult result =
          accounts.searchCompleted(
              engine, "SELECT id FROM Accounts WHERE " + condition, List.of(account));

      assertThat(result.errors()).as(condition).isEmpty();
      assertThat(result.objects().stream().map(object -> object.id()).collect(Collectors.toSet()))
          .as(SandboxAccounts.connector(account).service() + ": " + condition)
          .isEqualTo(
              accounts.expected(List.of(account), condition).stream()
                  .map(Found::id)
                  .collect(Collectors.toSet()));
    }
  }
}
