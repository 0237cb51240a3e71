package dev.crmql.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SalesforceIdsTest {

  @Test
  void theSuffixTellsTheCase() {
    assertThat(SalesforceIds.normalised("0012x0000068bPw")).contains("0012x0000068bPwAAI");
  }

  @Test
  void longFormsStayAsTheyAre() {
    assertThat(SalesforceIds.normalised("0012x0000068bPwAAI")).contains("0012x0000068bPwAAI");
  }

  @Test
  void otherTextIsNoId() {
    assertThat(SalesforceIds.normalised("")).isEmpty();
    assertThat(SalesforceIds.normalised("0012x0000068bP")).isEmpty();
    assertThat(SalesforceIds.normalised("0012x0000068bP'")).isEmpty();
  }

  @Test
  void numbersHaveTheirOwnIdsInAnyCasing() {
    Set<String> ids = new HashSet<>();
    for (int number = 1; number <= 5_000; number++) {
      String id = SalesforceIds.of("003", number);
      assertThat(id).hasSize(18).startsWith("003");
      ids.add(id.toUpperCase(Locale.ROOT));
    }
    assertThat(ids).hasSize(5_000);
  }
}
