package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.query.Span;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceFaultsTest {

  private static UpstreamFault fault(int status, String body) {
    return Answers.CONNECTOR.fault(Answers.answer(status, body), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "400, MALFORMED_QUERY, x, QUERY_REJECTED",
    "400, INVALID_FIELD, x, QUERY_REJECTED",
    "400, INVALID_QUERY_FILTER_OPERATOR, x, QUERY_REJECTED",
    "400, NUMBER_OUTSIDE_VALID_RANGE, x, QUERY_REJECTED",
    "400, INVALID_TYPE, x, NOT_FOUND",
    "400, INVALID_QUERY_LOCATOR, x, NOT_FOUND",
    "400, QUERY_TIMEOUT, x, TRANSIENT",
    "401, INVALID_SESSION_ID, Session expired or invalid, TOKEN_REJECTED",
    "401, INVALID_AUTH_HEADER, x, TOKEN_REJECTED",
    "401, API_DISABLED, x, FORBIDDEN",
    "403, REQUEST_LIMIT_EXCEEDED, TotalRequests Limit exceeded., QUOTA_EXHAUSTED",
    "403, REQUEST_LIMIT_EXCEEDED, ConcurrentRequests (Concurrent API Requests) Limit exceeded.,"
        + " THROTTLED",
    "403, API_DISABLED_FOR_ORG, x, FORBIDDEN",
    "403, INSUFFICIENT_ACCESS_OR_READONLY, x, FORBIDDEN",
    "403, OTHER, TotalRequests, FORBIDDEN",
    "404, NOT_FOUND, x, NOT_FOUND",
    "420, UNKNOWN_EXCEPTION, x, TRANSIENT",
    "429, x, x, THROTTLED",
    "500, UNKNOWN_EXCEPTION, x, TRANSIENT",
    "503, SERVER_UNAVAILABLE, x, TRANSIENT",
    "300, x, x, UNEXPECTED",
    "405, METHOD_NOT_ALLOWED, x, UNEXPECTED",
    "409, x, x, UNEXPECTED",
    "412, x, x, UNEXPECTED",
    "413, x, x, UNEXPECTED",
    "415, x, x, UNEXPECTED",
    "422, x, x, UNEXPECTED",
    "428, x, x, UNEXPECTED",
    "302, x, x, UNEXPECTED",
  })
  void eachFailureHasItsMeaning(int status, String code, String message, String kind) {
    UpstreamFault fault =
        fault(status, "[{'message':'" + message + "','errorCode':'" + code + "'}]");
    assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.valueOf(kind));
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.message()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "401 | \"\"                        | TOKEN_REJECTED",
        "401 | <html>Login</html>          | TOKEN_REJECTED",
        "400 | <html>Bad Request</html>    | UNEXPECTED",
        "414 | <html>too long</html>       | QUERY_REJECTED",
        "431 | \"\"                        | QUERY_REJECTED",
        "503 | <html>Maintenance</html>    | TRANSIENT",
        "502 | \"\"                        | TRANSIENT",
        "500 | [                           | TRANSIENT",
        "500 | []                          | TRANSIENT",
        "500 | 'text'                      | TRANSIENT",
        "500 | [{'message':7}]             | TRANSIENT",
      })
  void whateverTheBodyTheStatusSpeaks(int status, String body, String kind) {
    UpstreamFault fault = fault(status, body);
    assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.valueOf(kind));
    assertThat(fault.message()).isEqualTo("Salesforce answered with HTTP status " + status);
  }

  @Test
  void theTokenServicesErrorsAreRead() {
    UpstreamFault fault =
        fault(400, "{'error':'invalid_grant','error_description':'expired access/refresh token'}");
    assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.TOKEN_REJECTED);
    assertThat(fault.message()).isEqualTo("expired access/refresh token");
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "' 120 ', 120", "soon, -1", "-5, -1", "99999999999, -1", "'', -1"})
  void theTimeToWaitIsReadInSeconds(String header, long seconds) {
    UpstreamFault fault =
        Answers.CONNECTOR.fault(
            new UpstreamResponse(503, Map.of("retry-after", List.of(header)), new byte[0]),
            Optional.empty());
    assertThat(fault.retryAfter().map(Duration::toSeconds).orElse(-1L)).isEqualTo(seconds);
  }

  @Test
  void messagesAreOneLineOfBoundedLength() {
    UpstreamFault fault =
        fault(
            500, "[{'message':'a\\n\\u0007\\tb\\u202Ec" + "x".repeat(2000) + "','errorCode':'C'}]");
    assertThat(fault.message()).startsWith("a b\uFFFDcx").hasSizeLessThanOrEqualTo(500);
  }

  private static String located(String kql, String message, int status) {
    SearchPlan plan = Answers.plan(kql);
    String json =
        "[{\"errorCode\":\"INVALID_FIELD\",\"message\":\"" + message.replace("\n", "\\n") + "\"}]";
    UpstreamFault fault =
        Answers.CONNECTOR.fault(
            new UpstreamResponse(status, Map.of(), json.getBytes(StandardCharsets.UTF_8)),
            Optional.of(plan));
    Optional<Span> span = fault.at().span();
    return span.map(s -> kql.substring(s.start(), s.end())).orElse("");
  }

  @Test
  void aColumnIsTracedBackToWhatWasWrittenThere() {
    String kql = "SELECT id,   foo FROM Account WHERE bar = 'x' AND baz NOT IN (1, 2) ORDER BY qux";
    String soql = Answers.plan(kql).requests().get(0).query().get("q");
    for (String token : List.of("foo", "bar", "'x'", "baz", "2", "Account")) {
      int column = soql.indexOf(token) + 1;
      assertThat(located(kql, "\n..\nERROR at Row:1:Column:" + column + "\nNo such thing", 400))
          .isEqualTo(token);
    }
    int lastOfName = soql.indexOf("bar") + 3;
    assertThat(located(kql, "ERROR at Row:1:Column:" + lastOfName + "\nx", 400)).isEqualTo("bar");
    int order = soql.indexOf("ORDER BY qux") + "ORDER BY ".length() + 1;
    assertThat(located(kql, "ERROR at Row:1:Column:" + order + "\nx", 400)).isEqualTo("qux");
    int guard = soql.indexOf(" AND baz != null") + 5 + 1;
    assertThat(located(kql, "ERROR at Row:1:Column:" + guard + "\nx", 400)).isEqualTo("baz");
  }

  @Test
  void theSentenceIsShownWithoutTheTextItIsAbout() {
    UpstreamFault fault =
        fault(
            400,
            "[{'message':'\\nSELECT id, foo FROM Account\\n           ^\\n"
                + "ERROR at Row:1:Column:12\\nNo such column on entity Account. ..',"
                + "'errorCode':'INVALID_FIELD'}]");
    assertThat(fault.message()).isEqualTo("No such column on entity Account. ..");
  }

  @Test
  void aNameIsTracedBackWhereThereIsNoColumn() {
    String kql =
        "SELECT Id, Description, Account.Region FROM Contacts WHERE Description LIKE '%x%'"
            + " ORDER BY Description";
    assertThat(located(kql, "No such column 'description' on entity 'Contact'", 400))
        .isEqualTo("Description");
    assertThat(located(kql, "Didn't understand relationship 'Account' in field path", 400))
        .isEqualTo("Account.Region");
    assertThat(located(kql, "sObject type 'Contact' is not supported.", 400)).isEqualTo("Contacts");
    assertThat(located(kql, "something 'else'", 400)).isEmpty();
    assertThat(located(kql, "Session for 'Description' expired", 401)).isEmpty();
  }

  @Test
  void theClauseThatTheMessageIsAboutIsPreferred() {
    String kql = "SELECT Id, Notes FROM Contact WHERE Notes = 'x' ORDER BY Notes";
    SearchPlan plan = Answers.plan(kql);
    assertThat(
            plan.locator()
                .locate("field 'Notes' can not be filtered in a query call")
                .span()
                .orElseThrow()
                .start())
        .isEqualTo(kql.indexOf("WHERE ") + 6);
    assertThat(
            plan.locator()
                .locate("field 'Notes' can not be sorted in a query call")
                .span()
                .orElseThrow()
                .start())
        .isEqualTo(kql.indexOf("ORDER BY ") + 9);
  }
}
