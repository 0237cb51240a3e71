package dev.crmql.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogSecretsTest {

  private final LogSecrets secrets = new LogSecrets();

  @Test
  void knownSecretsAreHiddenWhereverTheyStand() {
    secrets.addForGood("sesame-1");

    assertThat(secrets.hiddenIn("asked with sesame-1sesame-1, of sesame-2"))
        .isEqualTo("asked with ***, of sesame-2");
  }

  @Test
  void secretsThatOverlapLeaveNoRest() {
    secrets.addForGood("sesame-one");
    secrets.addForGood("sesame-one-and-more");
    secrets.addForGood("more-than-all");

    assertThat(secrets.hiddenIn("(sesame-one-and-more-than-all)")).isEqualTo("(***)");
  }

  @Test
  void secretsAreFoundInJsonAndInForms() {
    secrets.addForGood("open \"sesame\"/\\ now");

    assertThat(secrets.hiddenIn("{\"x\":\"open \\\"sesame\\\"/\\\\ now\"}"))
        .isEqualTo("{\"x\":\"***\"}");
    assertThat(secrets.hiddenIn("a=open+%22sesame%22%2F%5C+now&b")).isEqualTo("a=***&b");
  }

  @Test
  void aSecretIsHiddenUntilItIsRemovedAsOftenAsItWasAdded() {
    secrets.add("sesame-1");
    secrets.add("sesame-1");
    secrets.remove("sesame-1");
    assertThat(secrets.hiddenIn("sesame-1")).isEqualTo("***");

    secrets.remove("sesame-1");
    assertThat(secrets.hiddenIn("sesame-1")).isEqualTo("sesame-1");
  }

  @Test
  void whatACallerSendsDoesNotUncoverWhatTheConfigurationHas() {
    secrets.addForGood("sesame-1");
    secrets.add("sesame-1");
    secrets.remove("sesame-1");
    secrets.addForGood("sesame-1");

    assertThat(secrets.hiddenIn("sesame-1")).isEqualTo("***");
  }

  @Test
  void tokensThatPassedLongAgoAreForgotten() {
    secrets.addPassing("sesame-first");
    for (int i = 0; i < 4095; i++) {
      secrets.addPassing("sesame-" + i);
    }
    assertThat(secrets.hiddenIn("sesame-first")).isEqualTo("***");

    secrets.addPassing("sesame-last");
    assertThat(secrets.hiddenIn("sesame-first")).isEqualTo("sesame-first");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer SECRET",
        "authorization: Bearer SECRET,SECRET, SECRET",
        "Authorization: Basic SECRET",
        "Authorization:SECRET",
        "{\"Authorization\":\"Bearer SECRET\"}",
        "{\\\"Authorization\\\":\\\"Bearer SECRET\\\"}",
        "{Authorization=[Bearer SECRET]}",
        "GET / HTTP/1.1\\r\\nAuthorization: Bearer SECRET\\r\\nHost: a",
        "a header Bearer SECRET of a call",
        "grant_type=refresh_token&refresh_token=SECRET&x=y",
        "{\"access_token\": \"SECRET\", \"client_secret\":\"SECRET\"}",
        "HeapByteBuffer@5e[p=0,l=9,c=65536,r=9]={<<<GET / SECRET>>>SECRET}",
      })
  void whatStandsWhereSecretsDoIsHidden(String line) {
    assertThat(secrets.hiddenIn(line)).contains("***").doesNotContain("SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "answered {\"request_id\":\"1\"},{\"status\":\"401\"}",
        "the only scheme of Authorization is Bearer",
        "the refresh token is not good any more: connect the account again",
      })
  void otherTextStays(String line) {
    secrets.addForGood("short");

    assertThat(secrets.hiddenIn(line)).isEqualTo(line);
  }
}
