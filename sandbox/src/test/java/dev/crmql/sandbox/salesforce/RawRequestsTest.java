package dev.crmql.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.sandbox.SandboxClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as a client sends them, byte for byte. */
class RawRequestsTest extends SalesforceTestBase {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/services/data/v60.0/query?q=SELECT%20Id%2C%20Name%2C%20Website%20FROM%20Account%20WHERE%20Name%20LIKE%20%27Jim%25%27%20ORDER%20BY%20Name%20DESC%20NULLS%20LAST%2C%20Id%20ASC%20LIMIT%20100%20OFFSET%20200",
        "/services/data/v60.0/query?q=SELECT%20Id%2C%20Name%2C%20Email%2C%20Status%20FROM%20Lead%20WHERE%20Name%20LIKE%20%27%25kloudless%25%27%20AND%20Email%20%21%3D%20null%20ORDER%20BY%20Name%20ASC%20NULLS%20FIRST%2C%20Id%20ASC",
        "/services/data/v60.0/query?q=SELECT%20Id%20FROM%20Account%20WHERE%20%28Industry%20%3D%20%27Banking%27%20AND%20Rating%20%3D%20%27Hot%27%29%20OR%20Name%20%3D%20%27Acme%27",
        "/services/data/v60.0/query?q=SELECT%20Id%2C%20Name%20FROM%20Account%20WHERE%20%28Industry%20%21%3D%20%27Banking%27%20AND%20Industry%20%21%3D%20null%29",
        "/services/data/v60.0/query?q=SELECT%20Id%20FROM%20Contact%20WHERE%20%28%28NOT%20LastName%20LIKE%20%27Mc%25%27%29%20AND%20LastName%20%21%3D%20null%29%20AND%20Email%20%21%3D%20null",
        "/services/data/v60.0/query?q=SELECT%20Id%2C%20Name%20FROM%20Account%20WHERE%20Name%20IN%20%28%27kloudless%27%2C%27cloudless%27%29%20AND%20%28Type%20NOT%20IN%20%28%27Partner%27%29%20AND%20Type%20%21%3D%20null%29",
        "/services/data/v60.0/query?q=SELECT%20Id%20FROM%20Account%20WHERE%20Website%20%21%3D%20null%20AND%20ParentId%20%3D%20null",
        "/services/data/v60.0/query?q=SELECT%20Id%2C%20CreatedDate%20FROM%20Account%20WHERE%20CreatedDate%20%3E%3D%202018-02-23T02%3A05%3A45Z",
        "/services/data/v60.0/query?q=SELECT%20Id%2C%20Amount%20FROM%20Opportunity%20WHERE%20CloseDate%20%3C%202024-07-01%20AND%20Amount%20%3E%3D%2012500.50",
        "/services/data/v60.0/query?q=SELECT%20Id%20FROM%20Lead%20WHERE%20IsConverted%20%21%3D%20true",
        "/services/data/v60.0/query?q=SELECT%20Id%20FROM%20Account%20WHERE%20Name%20%3D%20%27O%5C%27Brian%20%26%20Sons%27%20OR%20Name%20LIKE%20%27%25a%5C_b%5C%5C%25%27",
        "/services/data/v60.0/query?q=SELECT%20Id%2C%20LastName%2C%20Account.Name%20FROM%20Contact%20WHERE%20Account.Industry%20%3D%20%27Energy%27",
        "/services/data/v60.0/query?q=SELECT%20Id%2C%20Name%20FROM%20Account%20ORDER%20BY%20Name%20ASC%20NULLS%20FIRST%2C%20Id%20ASC%20LIMIT%203050",
        "/services/data/v60.0/query?q=SELECT%20FIELDS%28ALL%29%20FROM%20Account%20LIMIT%2010",
      })
  void areAnswered(String target) throws Exception {
    SandboxClient.Answer answer = client.get(target);

    assertThat(answer.status()).as(answer.whole().body()).isEqualTo(200);
    assertThat(answer.body().get("totalSize").asInt()).isNotNegative();
  }
}
