package dev.crmql.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryParser;
import dev.crmql.search.AccountError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EndpointJsonTest {

  private static JsonNode read(byte[] json) throws IOException {
    return new ObjectMapper().readTree(json);
  }

  private static AccountError error(String upstreamMessage) {
    return new AccountError(
        AccountError.Code.THROTTLED,
        "too many requests",
        "REQUEST_LIMIT_EXCEEDED",
        upstreamMessage,
        Optional.of(Duration.ofSeconds(7)),
        List.of(),
        Optional.empty());
  }

  private static ObjectList list(Optional<Map<String, AccountError>> errors) {
    return new ObjectList(
        List.of(), Optional.empty(), Optional.empty(), errors, "e-1", Optional.empty(), true);
  }

  @Test
  void aSearchOfOneAccountHasNoErrors() {
    assertThat(new String(list(Optional.empty()).toJson(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"count\":0,\"page\":1,\"next_page\":null,\"objects\":[],"
                + "\"type\":\"object_list\",\"api\":\"crm\"}");
  }

  @Test
  void aSearchOfSeveralAlwaysHas() throws IOException {
    assertThat(read(list(Optional.of(Map.of())).toJson()).get("errors"))
        .isEqualTo(new ObjectMapper().createObjectNode());
  }

  @Test
  void anAccountsErrorSaysWhatTheServiceSaid() throws IOException {
    JsonNode error =
        read(list(Optional.of(Map.of("456", error("slow down")))).toJson()).at("/errors/456");

    assertThat(error)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"status_code": 429, "error_code": "throttled", "message": "too many requests", "retryable": true,
                     "id": "e-1",
                     "upstream": {"code": "REQUEST_LIMIT_EXCEEDED", "message": "slow down"},
                     "retry_after": 7}
                    """));
  }

  @Test
  void onlyWhoIsThrottledIsToldToWaitIfTheServiceDoesNotSay() throws IOException {
    AccountError throttled = silent(AccountError.Code.THROTTLED);
    AccountError spent = silent(AccountError.Code.QUOTA_EXHAUSTED);

    JsonNode errors =
        read(list(Optional.of(Map.of("1", throttled, "2", spent))).toJson()).get("errors");

    assertThat(errors.at("/1/retry_after").intValue()).isEqualTo(5);
    assertThat(errors.at("/2/status_code").intValue()).isEqualTo(429);
    assertThat(errors.at("/2/error_code").textValue()).isEqualTo("quota-exhausted");
    assertThat(errors.get("2").has("retry_after")).isFalse();
  }

  private static AccountError silent(AccountError.Code code) {
    return new AccountError(code, "m", "", "", Optional.empty(), List.of(), Optional.empty());
  }

  @Test
  void halfACharacterOfAServiceLosesNoAnswer() throws IOException {
    byte[] json = list(Optional.of(Map.of("456", error("half \uD83D and whole 😀")))).toJson();

    assertThat(read(json).at("/errors/456/upstream/message").textValue())
        .isEqualTo("half \uD83D and whole 😀");
  }

  @Test
  void aFaultOfTheQueryIsShownAtItsPlace() throws IOException {
    QueryException fault = fault("SELECT id\nFROM Accounts WHERE name = NULL");

    JsonNode body = read(ErrorBody.of(fault, "e-2").toJson());

    assertThat(body.get("status_code").intValue()).isEqualTo(400);
    assertThat(body.get("error_code").textValue()).isEqualTo("null-comparison");
    assertThat(body.get("id").textValue()).isEqualTo("e-2");
    assertThat(body.get("line").intValue()).isEqualTo(2);
    assertThat(body.get("column").intValue()).isPositive();
    assertThat(body.get("hints")).isNotEmpty();
    assertThat(body.get("excerpt").textValue()).contains("name = NULL\n").contains("^");
    assertThat(body.at("/diagnostics/0/line")).isEqualTo(body.get("line"));
  }

  private static QueryException fault(String text) {
    try {
      QueryParser.kql().parse(text);
    } catch (QueryException e) {
      return e;
    }
    throw new AssertionError("parsed: " + text);
  }
}
