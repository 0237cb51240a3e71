package dev.crmql.conformance.judge;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.lifecycle.AfterContainer;

/** Salesforce, whose SOQL apex-parser reads. */
final class SalesforceInjectionTest extends InjectionTest {

  private static final Map<String, Integer> COUNTS = new HashMap<>();

  SalesforceInjectionTest() {
    super("salesforce", "Account", COUNTS);
  }

  @AfterContainer
  static void printCounts() {
    print("salesforce", COUNTS);
  }
}
