package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.QueryParser;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.Span;
import dev.crmql.schema.ObjectSchema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameLocatorTest {

  private static final String QUERY =
      "SELECT id, nmae FROM Deals WHERE nmae_2 = 'x' ORDER BY amount DESC";

  private final NameLocator locator =
      NameLocator.of(Normalizer.normalize(QueryParser.kql().parse(QUERY), ObjectSchema.unknown()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Unknown field nmae            | nmae
          Unknown field nmae_2!         | nmae_2
          amount, then nmae             | amount
          Deals: there is no such thing | Deals
          Deals has no nmae             | nmae
          """)
  void theNameIsFound(String message, String name) {
    Span span = locator.locate(message).span().orElseThrow();

    assertThat(QUERY.substring(span.start(), span.end())).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"something else", "amounts", "xDeals"})
  void noNameIsNoPlace(String message) {
    assertThat(locator.locate(message).span()).isEmpty();
  }
}
