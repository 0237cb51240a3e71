package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.crmql.schema.FieldType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TypedValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INTEGER   | "12"                               | 12
          INTEGER   | 12                                 | 12
          INTEGER   | ""                                 | null
          DECIMAL   | "25000.25"                         | 25000.25
          DECIMAL   | "many"                             | "many"
          BOOLEAN   | "true"                             | true
          BOOLEAN   | "N"                                | false
          BOOLEAN   | 0                                  | false
          BOOLEAN   | 1                                  | true
          BOOLEAN   | "perhaps"                          | "perhaps"
          DATE      | "2024-01-31"                       | "2024-01-31"
          DATE      | "2024-01-31T00:00:00Z"             | "2024-01-31"
          DATE      | "2024-01-31T01:00:00+02:00"        | "2024-01-30"
          TIMESTAMP | "2023-03-23 14:20:54.529536+00:00" | "2023-03-23T14:20:54.529536Z"
          TIMESTAMP | "2024-01-20T14:45:00+02:00"        | "2024-01-20T12:45:00Z"
          TIMESTAMP | ""                                 | null
          TEXT      | "12"                               | "12"
          TEXT      | ""                                 | ""
          TEXT      | 12                                 | "12"
          ID        | 300000001234567                    | "300000001234567"
          OTHER     | "2024-01-20T14:45:00+02:00"        | "2024-01-20T12:45:00Z"
          ID        | 1e999999999                        | "1E+999999999"
          OTHER     | "2024-01-20"                       | "2024-01-20"
          OTHER     | [1]                                | [1]
          """)
  void valuesHaveTheFormOfTheirType(FieldType type, String given, String read) {
    assertThat(TypedValues.read(json(given), type).toString()).isEqualTo(json(read).toString());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotThereIsNull(FieldType type) {
    assertThat(TypedValues.read(MissingNode.getInstance(), type).isNull()).isTrue();
  }

  private static JsonNode json(String text) {
    return UpstreamJson.read(text).orElseThrow();
  }
}
