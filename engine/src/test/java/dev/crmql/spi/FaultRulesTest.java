package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.spi.UpstreamFault.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultRulesTest {

  private static final String RULES =
      """
      [{'status': [403], 'code': ['LIMIT', 'BOUND'], 'message': 'Day', 'kind': 'quota-exhausted', 'source': 's'},
       {'status': [403], 'code': ['LIMIT'], 'kind': 'throttled', 'source': 's'},
       {'code': ['OFF'], 'kind': 'feature-off', 'source': 's'},
       {'status': [423, '5xx'], 'kind': 'transient', 'source': 's'},
       {'status': [401], 'code': [''], 'kind': 'forbidden', 'source': 's'}]""";

  private static FaultRules rules(String json) {
    try {
      return FaultRules.of(new ObjectMapper().readTree(json.replace('\'', '"')), "acme.json");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, LIMIT, Day is over, QUOTA_EXHAUSTED",
    "403, BOUND, Day is over, QUOTA_EXHAUSTED",
    "403, LIMIT, A Day, THROTTLED",
    "403, BOUND, A Day, FORBIDDEN",
    "403, limit, Day, FORBIDDEN",
    "400, LIMIT, Day, QUERY_REJECTED",
    "200, OFF, '', FEATURE_OFF",
    "503, OFF, '', FEATURE_OFF",
    "423, '', '', TRANSIENT",
    "500, '', '', TRANSIENT",
    "524, X, x, TRANSIENT",
    "424, '', '', UNEXPECTED",
    "401, '', '', FORBIDDEN",
    "401, X, '', TOKEN_REJECTED",
  })
  void theFirstRuleThatMatchesCountsAndThenTheStatus(
      int status, String code, String message, Kind kind) {
    assertThat(rules(RULES).kind(status, code, message)).isEqualTo(kind);
  }

  @Test
  void withoutRulesTheStatusCounts() {
    assertThat(rules("[]").kind(429, "X", "x")).isEqualTo(Kind.THROTTLED);
  }

  @Test
  void theFileIsBesideTheClass() {
    assertThat(FaultRules.load(FaultRulesTest.class, "faults.json").kind(403, "SPENT", ""))
        .isEqualTo(Kind.QUOTA_EXHAUSTED);
    assertThatThrownBy(() -> FaultRules.load(FaultRulesTest.class, "none.json"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no none.json beside");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [{'status': [1], 'kind': 'transient', 'source': 's'}]                       | no status 1
          [{'status': ['xx'], 'kind': 'transient', 'source': 's'}]                    | no status xx
          [{'status': ['6xx'], 'kind': 'transient', 'source': 's'}]                   | no status 6xx
          [{'status': [], 'kind': 'transient', 'source': 's'}]                        | has no status
          [{'status': [null], 'kind': 'transient', 'source': 's'}]                    | has no status
          [{'code': [], 'kind': 'transient', 'source': 's'}]                          | has no code
          [{'status': [423], 'kind': 'transient'}]                                    | has no source
          [{'status': [423], 'kind': 'transient', 'source': ' '}]                     | has no source
          [{'status': [423], 'source': 's'}]                                          | no kind null
          [{'status': [423], 'kind': 'passing', 'source': 's'}]                       | no kind passing
          [{'status': [423], 'kind': 'TRANSIENT', 'source': 's'}]                     | no kind TRANSIENT
          [{'status': [423], 'kind': 'transient', 'source': 's', 'codes': ['X']}]     | codes
          {'status': [423], 'kind': 'transient', 'source': 's'}                       | acme.json
          """)
  void whatIsNoRuleIsRefused(String json, String message) {
    assertThatThrownBy(() -> rules(json))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("acme.json: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'status': [503]                     | 'status': [503]                   | true
          'status': ['5xx']                   | 'status': [503, 500]              | true
          'status': [503, '4xx']              | 'status': [400, 503]              | true
          'status': [503]                     | 'status': ['5xx']                 | false
          'status': [503]                     | 'status': [503, 500]              | false
          'status': [503]                     | 'code': ['X']                     | false
          'code': ['X', 'Y']                  | 'status': [503], 'code': ['Y']    | true
          'code': ['X']                       | 'code': ['X', 'Y']                | false
          'code': ['X']                       | 'status': [503]                   | false
          'message': 'Day'                    | 'message': 'Days'                 | true
          'message': 'Day'                    | 'status': [503]                   | false
          'status': [503], 'message': 'Day'   | 'status': [503]                   | false
          'message': ''                       | 'code': ['X']                     | true
          """)
  void aRuleThatAnEarlierOneLeavesNothingToIsRefused(String first, String second, boolean refused) {
    String rest = ", 'kind': 'transient', 'source': 's'}";
    String json = "[{" + first + rest + ", {" + second + rest + "]";

    if (refused) {
      assertThatThrownBy(() -> rules(json))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("acme.json: rule 2 can never match");
    } else {
      assertThat(rules(json)).isNotNull();
    }
  }
}
