package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.schema.ObjectSchema;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeywordTextTest {

  @ParameterizedTest
  @CsvSource({
    "STEEL, name email, true",
    "hio st, name, true",
    "a.example, name email, true",
    "a.example, name, false",
    "100%, name email, false",
    "Oh_o, name, false",
    "null, phone, false",
    "steel, missing, false",
  })
  void aWordStandsInOneOfTheProperties(String word, String properties, boolean stands)
      throws Exception {
    Row row =
        Row.all(
                new ObjectMapper()
                    .readTree(
                        "[{\"id\":\"1\",\"name\":\"Ohio Steel 1000\",\"email\":\"x@a.example\","
                            + "\"phone\":null}]"),
                new TypedRecords("Acme", "firms", "id", ObjectSchema.unknown(), Optional.empty()),
                "Acme")
            .get(0);

    assertThat(KeywordText.stands(word, List.of(properties.split(" ")), row)).isEqualTo(stands);
  }
}
