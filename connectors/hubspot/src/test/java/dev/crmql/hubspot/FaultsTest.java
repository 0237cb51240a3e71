package dev.crmql.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

  private static UpstreamFault fault(int status, String body) {
    return Plans.CONNECTOR.fault(Plans.answer(status, body), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "400, QUERY_REJECTED",
    "401, TOKEN_REJECTED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "423, TRANSIENT",
    "429, THROTTLED",
    "477, TRANSIENT",
    "500, TRANSIENT",
    "502, TRANSIENT",
    "503, TRANSIENT",
    "504, TRANSIENT",
    "524, TRANSIENT",
    "302, UNEXPECTED",
    "418, UNEXPECTED"
  })
  void theStatusTellsWhatAFaultMeans(int status, Kind kind) {
    UpstreamFault fault = fault(status, "<html>");
    assertEquals(kind, fault.kind());
    assertEquals("HubSpot answered with HTTP status " + status, fault.message());
  }

  @ParameterizedTest
  @CsvSource({
    "400, VALIDATION_ERROR, '', QUERY_REJECTED",
    "401, INVALID_AUTHENTICATION, '', TOKEN_REJECTED",
    "401, EXPIRED_AUTHENTICATION, '', TOKEN_REJECTED",
    "403, MISSING_SCOPES, '', FORBIDDEN",
    "429, RATE_LIMITS, '', THROTTLED",
    "429, RATE_LIMITS, SECONDLY, THROTTLED",
    "429, RATE_LIMITS, TEN_SECONDLY_ROLLING, THROTTLED",
    "429, RATE_LIMITS, DAILY, QUOTA_EXHAUSTED",
    "503, DAILY, '', TRANSIENT",
  })
  void onlyTheLimitOfADayIsNotOverSoon(int status, String category, String policy, Kind kind) {
    UpstreamFault fault =
        fault(
            status,
            "{'status':'error','message':'m','category':'%s','policyName':'%s'}"
                .formatted(category, policy));
    assertEquals(kind, fault.kind());
    assertEquals(category, fault.code());
  }

  @Test
  void tooManyRequestsSayWhichLimitTheyAreOver() {
    UpstreamFault fault =
        fault(
            429,
            "{'status':'error','message':'You have reached your secondly limit.',"
                + "'errorType':'RATE_LIMIT','policyName':'SECONDLY','category':'RATE_LIMITS'}");
    assertEquals("RATE_LIMITS", fault.code());
    assertEquals("You have reached your secondly limit. (SECONDLY)", fault.message());
    assertEquals(Optional.empty(), fault.retryAfter());
  }

  @Test
  void waitingIsAsLongAsHubSpotSaysOrItsLocksTake() {
    assertEquals(Optional.of(Duration.ofSeconds(2)), fault(423, "{}").retryAfter());
    assertEquals(
        Optional.of(Duration.ofSeconds(30)),
        Plans.CONNECTOR
            .fault(
                new UpstreamResponse(477, Map.of("retry-after", List.of("30")), new byte[0]),
                Optional.empty())
            .retryAfter());
  }

  @Test
  void aRejectedPropertyIsShownInTheQuery() {
    SearchPlan plan =
        Plans.plan(
            "SELECT name FROM companies WHERE nmae IS NULL",
            ObjectSchema.unknown(),
            Completion.STRICT);
    UpstreamFault fault =
        Plans.CONNECTOR.fault(
            Plans.answer(
                400, "{'category':'VALIDATION_ERROR','message':'Property nmae does not exist'}"),
            Optional.of(plan));
    assertEquals("VALIDATION_ERROR", fault.code());
    assertEquals(33, fault.at().span().orElseThrow().start());
  }
}
