package dev.crmql.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * The suite as JUnit tests. A project that wants to know whether its implementation conforms
 * extends this class in its tests.
 */
public abstract class ConformanceSuite {

  /** For subclasses. */
  protected ConformanceSuite() {}

  /** The implementation to be held to the cases; asked for once. */
  protected abstract Implementation implementation();

  /** What it does not pass yet; nothing, unless overridden. */
  protected KnownFailures knownFailures() throws IOException {
    return KnownFailures.none();
  }

  /** A container for each feature, with a test for each thing that a case says. */
  @TestFactory
  Stream<DynamicNode> cases() throws IOException {
    Suite suite = Suite.load();
    KnownFailures known = knownFailures();
    assertEquals(Set.of(), known.unknown(suite), "known failures that are no checks");
    Implementation implementation = implementation();
    return suite.files().stream().map(file -> container(file, known, implementation));
  }

  private static DynamicNode container(
      CaseFile file, KnownFailures known, Implementation implementation) {
    List<DynamicTest> tests =
        file.cases().stream()
            .flatMap(said -> said.checks().stream())
            .map(
                check ->
                    DynamicTest.dynamicTest(check.id(), () -> run(check, known, implementation)))
            .toList();
    return DynamicContainer.dynamicContainer(file.feature(), tests);
  }

  private static void run(Check check, KnownFailures known, Implementation implementation)
      throws Exception {
    try {
      known.run(check, implementation);
    } catch (NotOfferedException e) {
      throw new TestAbortedException(e.getMessage(), e);
    }
  }
}
