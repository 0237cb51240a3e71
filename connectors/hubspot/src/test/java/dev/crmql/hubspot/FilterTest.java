package dev.crmql.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single conditions are to HubSpot. */
class FilterTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '~',
      textBlock =
          """
          a = 'Ab' -> a EQ Ab
          a = '*' -> a EQ *
          a IN ('Ab', 'ab', 'C') -> a IN ["ab","c"]
          a IN ('Ab') -> a EQ Ab
          a = 'X' OR a = 'Y' OR a IN ('y', 'z') -> a IN ["x","y","z"]
          a = 'x' OR b = 'y' OR a = 'z' -> a IN ["x","z"] | b EQ y
          a != 'Ab' -> a NEQ Ab & a HAS_PROPERTY
          a NOT IN ('Ab', 'C') -> a NOT_IN ["ab","c"] & a HAS_PROPERTY
          a != 'x' AND a = 'y' -> a NEQ x & a EQ y
          a IS NULL -> a NOT_HAS_PROPERTY
          a IS NOT NULL -> a HAS_PROPERTY
          a = '' -> a NOT_HAS_PROPERTY
          a != '' -> a HAS_PROPERTY
          a LIKE '%' -> a HAS_PROPERTY
          a IN ('', 'x') -> a EQ x | a NOT_HAS_PROPERTY
          amount = 10.50 -> amount EQ 10.5
          amount = 1e3 -> amount EQ 1000
          amount IN (1, 2) -> amount IN ["1","2"]
          amount > 1 AND amount < 5 -> amount GT 1 & amount LT 5
          amount >= 1 AND a = 'x' AND amount <= 5 -> a EQ x & amount BETWEEN 1 5
          amount >= 5 AND amount <= 1 -> amount GTE 5 & amount LTE 1
          amount >= 1 AND size <= 5 -> amount GTE 1 & size LTE 5
          amount >= 1 AND amount IS NOT NULL -> amount GTE 1
          won = TRUE -> won EQ true
          won != FALSE -> won NEQ false & won HAS_PROPERTY
          closedate = '2024-02-01T00:00:00.5+01:00' -> closedate EQ 1706742000500
          close_day >= '2024-02-01' -> close_day GTE 1706745600000
          close_day = '1969-12-31' -> close_day EQ -86400000
          dealstage = 'CLOSEDWON' -> dealstage EQ closedwon
          dealstage = 'TWICE' -> dealstage IN ["Twice","twice"]
          dealstage NOT IN ('CLOSEDWON', 'TWICE') -> dealstage NOT_IN ["closedwon","Twice","twice"] & dealstage HAS_PROPERTY
          owner = '42' -> owner EQ 42
          id = '0051' -> hs_object_id EQ 51
          id = 51 -> hs_object_id EQ 51
          id != '51' -> hs_object_id NEQ 51
          id IN ('51', 'x', '52') -> hs_object_id IN ["51","52"]
          id != 'x' -> hs_object_id HAS_PROPERTY
          id <= '51' -> hs_object_id LTE 51
          """)
  void aConditionIsAskedExactly(String condition, String groups) {
    SearchPlan plan = Plans.where(condition);
    assertEquals(groups, Plans.groups(plan));
    assertEquals(List.of(), plan.residual());
    assertEquals("[\"dealname\"]", Plans.body(plan).path("properties").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '~',
      textBlock =
          """
          a LIKE 'Jim%' -> a CONTAINS_TOKEN Jim*
          a LIKE '%jim' -> a CONTAINS_TOKEN *jim
          a LIKE '%jim%' -> a CONTAINS_TOKEN *jim*
          a LIKE 'Jim Son & Co%' -> a CONTAINS_TOKEN Jim*
          a LIKE 'J. Son & Co%' -> a CONTAINS_TOKEN *Son*
          a LIKE ' Jim%' -> a CONTAINS_TOKEN *Jim*
          a LIKE '%jim.' -> a CONTAINS_TOKEN *jim*
          a LIKE '%steel works 2' -> a CONTAINS_TOKEN *steel*
          a LIKE '%Müller%' -> a CONTAINS_TOKEN *ller*
          a LIKE 'Müller%' -> a CONTAINS_TOKEN *ller*
          a LIKE '%café' -> a CONTAINS_TOKEN *caf*
          a LIKE '%&%' -> a HAS_PROPERTY
          a LIKE '%é%' -> a HAS_PROPERTY
          a LIKE '%a*bcd%' -> a HAS_PROPERTY
          a NOT LIKE '%jim%' -> a HAS_PROPERTY
          a < 'm' -> a HAS_PROPERTY
          a = 5 -> a HAS_PROPERTY
          dealstage LIKE 'closed%' -> dealstage HAS_PROPERTY
          dealstage = 'nosuch' -> dealstage HAS_PROPERTY
          dealstage != 'nosuch' -> dealstage HAS_PROPERTY
          dealstage < 'm' -> dealstage HAS_PROPERTY
          owner = 'Ann' -> owner HAS_PROPERTY
          tags = 'x' -> tags HAS_PROPERTY
          tags LIKE '%x%' -> tags HAS_PROPERTY
          odd = 'x' -> odd HAS_PROPERTY
          amount = 12345678901234567.25 -> amount HAS_PROPERTY
          amount > 1e300 -> amount HAS_PROPERTY
          closedate > '2024-02-01T00:00:00.0005Z' -> closedate GTE 1706745600000
          closedate < '2024-02-01T00:00:00.0005Z' -> closedate LTE 1706745600000
          closedate = '2024-02-01T00:00:00.0005Z' -> closedate HAS_PROPERTY
          a LIKE 'x%' OR b LIKE 'y%' -> a CONTAINS_TOKEN x* | b CONTAINS_TOKEN y*
          """)
  void aRoughConditionIsCheckedAgain(String condition, String groups) {
    SearchPlan plan = Plans.where(condition);
    assertEquals(groups, Plans.groups(plan));
    assertEquals(plan.query().conjuncts(), plan.residual());
    String checked = condition.substring(0, condition.indexOf(' '));
    assertTrue(Plans.body(plan).path("properties").toString().contains('"' + checked + '"'));
  }

  @Test
  void whereNothingIsKnownOfAPropertyTheEngineCompares() {
    SearchPlan plan =
        Plans.plan(
            "SELECT id FROM p1_orders WHERE stage = 'New' AND total > 5 AND gone IS NULL",
            ObjectSchema.unknown(),
            Completion.STRICT);
    assertEquals(
        "stage HAS_PROPERTY & total HAS_PROPERTY & gone NOT_HAS_PROPERTY", Plans.groups(plan));
    assertEquals(plan.query().conjuncts().subList(0, 2), plan.residual());
    assertEquals(
        List.of(
            "properties that p1_orders does not have are shown as null, and the engine compares those"
                + " of which the type is not known",
            "p1_orders was not described; values are taken as they are written"),
        plan.notes());
  }
}
