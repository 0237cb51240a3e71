package dev.crmql.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.QueryParser;
import dev.crmql.schema.ObjectSchema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormalizedQueryTest {

  @ParameterizedTest
  @CsvSource({
    "'', 200",
    "LIMIT 5, 5",
    "LIMIT 5 OFFSET 2, 7",
    "OFFSET 2, 200",
    "LIMIT 150 OFFSET 100, 200",
    "LIMIT 9000000000000000000 OFFSET 9000000000000000000, 200"
  })
  void rowsThatOffsetLeavesOutAreReadAsWell(String window, int rows) {
    NormalizedQuery query =
        Normalizer.normalize(
            QueryParser.kql().parse("SELECT id FROM T " + window), ObjectSchema.unknown());

    assertThat(query.rowsToRead(200)).isEqualTo(rows);
  }
}
