package dev.crmql.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crmql.diagnostics.QueryException;
import org.junit.jupiter.api.Test;

class LanguageTest {

  @Test
  void namesMatchInAnyCase() {
    assertThat(Language.of("kql")).isEqualTo(Language.KQL);
    assertThat(Language.of("SOSL")).isEqualTo(Language.SOSL);
    assertThat(Language.of("Keyword")).isEqualTo(Language.KEYWORD);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheChoices() {
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(() -> Language.of("sql\u0000"))
        .withMessage("there is no language sql\u2400, only keyword, soql, sosl, dql, kql");
  }
}
