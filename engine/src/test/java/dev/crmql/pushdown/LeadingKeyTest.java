package dev.crmql.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.QueryParser;
import dev.crmql.normalize.Normalizer;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeadingKeyTest {

  private static final ObjectSchema SCHEMA =
      ObjectSchema.builder("T")
          .field(new Field("always", FieldType.DATE, "", false, true, true))
          .field(Field.of("number", FieldType.DECIMAL))
          .field(Field.of("day", FieldType.DATE))
          .field(Field.of("moment", FieldType.TIMESTAMP))
          .field(Field.of("text", FieldType.TEXT))
          .field(Field.of("truth", FieldType.BOOLEAN))
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ORDER BY always LIMIT 5                                          | true
          ORDER BY always                                                  | false
          LIMIT 5                                                          | false
          ORDER BY number LIMIT 5                                          | false
          ORDER BY always, text LIMIT 5                                    | false
          WHERE number > 1 ORDER BY number DESC LIMIT 5                    | false
          WHERE number > 1 OR day IS NULL ORDER BY number LIMIT 5          | false
          WHERE day IS NOT NULL ORDER BY day LIMIT 5 OFFSET 5              | true
          WHERE moment > '2024-01-01T00:00:00Z' ORDER BY moment LIMIT 5    | true
          WHERE number > 1 ORDER BY day, number LIMIT 5                    | false
          WHERE text = 'x' ORDER BY text LIMIT 5                           | false
          WHERE truth = TRUE ORDER BY truth LIMIT 5                        | false
          """)
  void rowsMayBeReadInItsOrder(String rest, boolean may) {
    var query = QueryParser.kql().parse("SELECT day FROM T " + rest);

    assertThat(LeadingKey.of(Normalizer.normalize(query, SCHEMA), SCHEMA).isPresent())
        .isEqualTo(may);
  }
}
