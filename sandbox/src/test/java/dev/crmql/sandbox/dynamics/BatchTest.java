package dev.crmql.sandbox.dynamics;

import static dev.crmql.sandbox.dynamics.DynamicsClient.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");
  private static final String GOOD = "GET /api/data/v9.2/accounts?$select=name&$top=1 HTTP/1.1";
  private static final String BAD = "GET /api/data/v9.2/accounts?$select=nmae HTTP/1.1";

  private static DynamicsClient client;

  @BeforeAll
  static void start() {
    client = new DynamicsClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  private static HttpResponse<String> post(String body, String... headers) {
    return client.send(
        client
            .request(ROOT + "$batch", headers)
            .header("Content-Type", "multipart/mixed; boundary=b1")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String batch(String... requests) {
    StringBuilder body = new StringBuilder();
    for (String request : requests) {
      body.append("--b1\nContent-Type: application/http\nContent-Transfer-Encoding: binary\n\n");
      body.append(request).append("\nAccept: application/json\n\n\n");
    }
    return body.append("--b1--\n").toString().replace("\n", "\r\n");
  }

  private static List<Integer> statuses(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    List<Integer> statuses = new ArrayList<>();
    Matcher matcher = STATUS.matcher(response.body());
    while (matcher.find()) {
      statuses.add(Integer.valueOf(matcher.group(1)));
    }
    return statuses;
  }

  @Test
  void aPartIsAnsweredAsItWouldBeByItself() {
    HttpResponse<String> response = post(batch(GOOD));
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("multipart/mixed; boundary=batchresponse_");
    assertThat(response.body())
        .startsWith("--batchresponse_")
        .contains("\r\nContent-Type: application/http\r\n")
        .contains("\r\n\r\nHTTP/1.1 200 OK\r\n")
        .contains(
            "\r\n\r\n"
                + client.get(ROOT + "accounts?$select=name&$top=1")
                + "\r\n--batchresponse_");
  }

  @Test
  void partsKeepTheirOwnPreferences() {
    String part = GOOD.replace("&$top=1", "") + "\nPrefer: odata.maxpagesize=2";
    assertThat(post(batch(part)).body()).contains("@odata.nextLink");
    assertThat(post(batch(GOOD.replace("&$top=1", "")), "Prefer", "odata.maxpagesize=2").body())
        .doesNotContain("@odata.nextLink");
  }

  @Test
  void theFirstFailureEndsTheBatchUnlessTheClientGoesOn() {
    assertThat(statuses(post(batch(GOOD, BAD, GOOD)))).containsExactly(200, 400);
    assertThat(statuses(post(batch(GOOD, BAD, GOOD), "Prefer", "odata.continue-on-error")))
        .containsExactly(200, 400, 200);
  }

  @Test
  void addressesMayBeTwiceAsLong() {
    String filter = "accounts?$filter=name%20eq%20%27" + "x".repeat(40_000) + "%27";
    assertThat(client.send(ROOT + filter).statusCode()).isEqualTo(414);
    assertThat(statuses(post(batch("GET " + ROOT + filter + " HTTP/1.1")))).containsExactly(200);
    String longer = filter.replace("xx", "xxx").replace("xx", "xxx");
    assertThat(statuses(post(batch("GET " + ROOT + longer + " HTTP/1.1")))).containsExactly(414);
  }

  @Test
  void absoluteAddressesMustBeOfThisHost() {
    String own = GOOD.replace("/api", client.service().baseUri() + "/api");
    assertThat(statuses(post(batch(own)))).containsExactly(200);
    assertThat(post(batch(GOOD.replace("/api", "http://elsewhere.example/api"))).statusCode())
        .isEqualTo(400);
  }

  @Test
  void otherVerbsAreRefusedInTheirPart() {
    assertThat(statuses(post(batch("DELETE /api/data/v9.2/accounts HTTP/1.1"))))
        .containsExactly(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--b2--",
        "--b1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + GOOD
            + "\r\n\r\n\r\n",
        "--b1\r\nContent-Transfer-Encoding: binary\r\n\r\n" + GOOD + "\r\n\r\n\r\n--b1--",
        "--b1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + GOOD
            + "\r\n--b1--",
        "--b1\nContent-Type: application/http\nContent-Transfer-Encoding: binary\n\n"
            + GOOD
            + "\n\n\n--b1--",
      })
  void whatIsNotABatch(String body) {
    assertThat(post(body).statusCode()).isEqualTo(400);
  }

  @Test
  void aBatchNeedsPostAndABoundary() {
    assertThat(client.send(ROOT + "$batch").statusCode()).isEqualTo(405);
    assertThat(
            client
                .send(
                    client
                        .request(ROOT + "$batch", "Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(batch(GOOD)))
                        .build())
                .statusCode())
        .isEqualTo(400);
  }
}
