package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TokenHeaderTest {

  @Test
  void aTokenStandsBehindItsScheme() {
    assertThat(TokenHeader.BEARER.value("abc")).isEqualTo("Bearer abc");
    assertThat(TokenHeader.scheme("Zoho-oauthtoken").value("abc")).isEqualTo("Zoho-oauthtoken abc");
    assertThat(TokenHeader.field("x-api-token").value("abc")).isEqualTo("abc");
  }

  /** The example of RFC 7617, section 2. */
  @Test
  void userAndPasswordAreInBase64() {
    assertThat(TokenHeader.BASIC.value("Aladdin:open sesame"))
        .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }
}
