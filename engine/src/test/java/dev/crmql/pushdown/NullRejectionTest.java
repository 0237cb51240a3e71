package dev.crmql.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.QueryParser;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.ObjectSchema;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NullRejectionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a = 1 AND b LIKE 'x%'          | a b
          a != 1 OR a IN (2, 3)          | a
          a = 1 OR b = 2                 | ''
          (a = 1 AND b = 2) OR a > 3     | a
          a IS NULL AND b IS NOT NULL    | b
          a = '' AND b != ''             | b
          a = 1 OR a IS NULL             | ''
          NOT (a IS NULL OR b NOT IN (1)) | a b
          """)
  void theseAreNotNull(String where, String fields) {
    List<String> found =
        NullRejection.of(
                Normalizer.normalize(
                        QueryParser.kql().parse("SELECT id FROM T WHERE " + where),
                        ObjectSchema.unknown())
                    .conjuncts())
            .stream()
            .map(FieldPath::toString)
            .sorted()
            .collect(Collectors.toList());

    assertThat(String.join(" ", found)).isEqualTo(fields);
  }
}
