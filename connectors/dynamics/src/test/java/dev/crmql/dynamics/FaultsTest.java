package dev.crmql.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.query.NodeLocation;
import dev.crmql.query.Span;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamFault.Kind;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

  private static UpstreamResponse answer(int status, String body) {
    return new UpstreamResponse(
        status, Map.of("retry-after", List.of("17")), body.getBytes(StandardCharsets.UTF_8));
  }

  private static UpstreamFault fault(int status, String body) {
    return Plans.CONNECTOR.fault(answer(status, body), Optional.empty());
  }

  private static String error(String code, String message) {
    return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
  }

  @ParameterizedTest
  @CsvSource({
    "400, 0x80060888, QUERY_REJECTED",
    "400, '', QUERY_REJECTED",
    "400, 0x0, QUERY_REJECTED",
    "400, 0x80048d0b, FEATURE_OFF",
    "401, '', TOKEN_REJECTED",
    "403, 0x80040220, FORBIDDEN",
    "404, 0x80060888, NOT_FOUND",
    "405, '', UNEXPECTED",
    "412, 0x80060892, UNEXPECTED",
    "413, '', QUERY_REJECTED",
    "422, '', UNEXPECTED",
    "429, '', THROTTLED",
    "429, 0x80072322, THROTTLED",
    "400, 0x80072322, THROTTLED",
    "503, 0x80072321, THROTTLED",
    "400, 0x80072326, THROTTLED",
    "500, 0x80048573, QUERY_REJECTED",
    "500, 0x80048574, QUERY_REJECTED",
    "501, 0x0, QUERY_REJECTED",
    "502, '', TRANSIENT",
    "503, '', TRANSIENT",
    "504, '', TRANSIENT",
    "418, '', UNEXPECTED",
    "500, '', UNEXPECTED",
  })
  void statusAndCodeTellWhatAFaultMeans(int status, String code, Kind kind) {
    UpstreamFault fault = fault(status, error(code, "text"));
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.message()).isEqualTo("text");
    assertThat(fault.retryAfter().orElseThrow().toSeconds()).isEqualTo(17);
  }

  @Test
  void aBodyThatIsNoJsonStillTellsTheStatus() {
    for (String body : new String[] {"", "<html>gateway</html>", "[]", "{\"error\":\"text\"}"}) {
      assertThat(fault(502, body).message()).isEqualTo("Dynamics answered with HTTP status 502");
    }
  }

  @Test
  void messagesAreBoundedAndCleaned() {
    UpstreamFault fault = fault(400, error("0x0", "a\\u001b[31m" + "x".repeat(5000)));
    assertThat(fault.message()).hasSizeLessThan(600).doesNotContain("\u001b");
  }

  @Test
  void onlySecondsAreTakenAsTimeToWait() {
    for (String value : new String[] {"soon", "-1", "", "99999999999999999999"}) {
      UpstreamResponse response =
          new UpstreamResponse(429, Map.of("Retry-After", List.of(value)), new byte[0]);
      assertThat(Plans.CONNECTOR.fault(response, Optional.empty()).retryAfter()).isEmpty();
    }
  }

  @Test
  void aRejectionIsTracedToTheCallersWord() {
    String kql =
        "SELECT nmae, primarycontactid.fulname FROM acount WHERE ownerid = '"
            + "00000001-0000-4000-8000-000000000001' ORDER BY rank";
    SearchPlan plan = Plans.unknown(kql);
    for (String[] pair :
        new String[][] {
          {"nmae", "nmae"},
          {"fulname", "primarycontactid.fulname"},
          {"primarycontactid", "primarycontactid.fulname"},
          {"_ownerid_value", "ownerid"},
          {"rank", "rank"},
        }) {
      String message =
          "Could not find a property named '"
              + pair[0]
              + "' on type 'Microsoft.Dynamics.CRM.account'.";
      assertThat(place(plan, message)).isEqualTo(span(kql, pair[1]));
    }
    assertThat(place(plan, "Resource not found for the segment 'acounts'."))
        .isEqualTo(span(kql, "acount"));
    assertThat(place(plan, "Skip Clause is not supported in CRM")).isEmpty();
    assertThat(place(plan, "Could not find a property named 'other' on type 'x'.")).isEmpty();
  }

  private static Optional<Span> place(SearchPlan plan, String message) {
    UpstreamResponse response = answer(400, error("0x0", message));
    NodeLocation at = Plans.CONNECTOR.fault(response, Optional.of(plan)).at();
    return at.span();
  }

  private static Optional<Span> span(String kql, String word) {
    int start = kql.indexOf(word);
    return Optional.of(new Span(start, start + word.length()));
  }
}
