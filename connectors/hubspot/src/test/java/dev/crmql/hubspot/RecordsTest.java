package dev.crmql.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsTest {

  private static Row row(SearchPlan plan, String record) {
    return new Row((ObjectNode) Plans.json(record), plan.format());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          amount    | '10.50'                    | 10.50
          amount    | ''                         | null
          amount    | null                       | null
          amount    | 'about 5'                  | "about 5"
          won       | 'true'                     | true
          won       | ''                         | null
          closedate | '2024-01-31T17:00:00.000Z' | "2024-01-31T17:00:00Z"
          closedate | '1706745600000'            | "2024-02-01T00:00:00Z"
          close_day | '2024-02-01'               | "2024-02-01"
          close_day | '1706745600000'            | "2024-02-01"
          close_day | '2024-02-01T00:00:00Z'     | "2024-02-01"
          dealname  | '10'                       | "10"
          dealname  | ''                         | null
          dealname  | '1706745600000'            | "1706745600000"
          odd       | '5'                        | "5"
          """)
  void valuesAreOfThePropertysType(String property, String given, String value) {
    Row row =
        row(
            Plans.strict("SELECT id FROM deals"),
            "{'id':'1','properties':{'" + property + "':" + given + "}}");
    assertEquals(value, row.value(FieldPath.of(property)).toString());
    assertEquals(value, row.value(FieldPath.of("properties", property)).toString());
    assertEquals("null", row.value(FieldPath.of("nosuch")).toString());
  }

  @Test
  void theIdStandsBesideTheProperties() {
    Row row = row(Plans.strict("SELECT id FROM deals"), "{'id':'51','properties':{}}");
    assertEquals("51", row.id());
    assertEquals("deals", row.type());
    assertEquals("51", row.value(FieldPath.of("hs_object_id")).toString());
  }

  @Test
  void whatWasNotAskedForIsTakenOutAndWhatIsNotSetIsNull() {
    SearchPlan plan = Plans.strict("SELECT dealname, b, c FROM deals WHERE a LIKE 'x%'");
    Row row =
        row(
            plan,
            "{'id':'51','properties':{'a':'x','dealname':'D','b':'','hs_object_id':'51'},"
                + "'createdAt':'2024-01-01T00:00:00Z','archived':false}");
    assertEquals(
        Plans.json(
            "{'id':'51','properties':{'dealname':'D','b':'','c':null},"
                + "'createdAt':'2024-01-01T00:00:00Z','archived':false}"),
        row.shown());
  }
}
