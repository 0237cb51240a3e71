package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class UpstreamRequestTest {

  @Test
  void bracketsOfAParametersNameAreEncoded() {
    UpstreamRequest request =
        UpstreamRequest.get("/entities/Leads", Map.of("filter[name]", "[a] & b"));

    assertThat(request.target()).isEqualTo("/entities/Leads?filter%5Bname%5D=%5Ba%5D%20%26%20b");
  }

  @Test
  void aChangedParameterKeepsItsPlace() {
    UpstreamRequest request =
        UpstreamRequest.get("/a", Map.of("limit", "5")).withParameter("offset", "0");

    assertThat(request.withParameter("limit", "7").target()).isEqualTo("/a?limit=7&offset=0");
    assertThat(request.target()).isEqualTo("/a?limit=5&offset=0");
  }

  @Test
  void otherNamesStandAsTheyAre() {
    assertThat(UpstreamRequest.get("/accounts", Map.of("$filter", "name eq 'a'")).target())
        .isEqualTo("/accounts?$filter=name%20eq%20%27a%27");
  }
}
