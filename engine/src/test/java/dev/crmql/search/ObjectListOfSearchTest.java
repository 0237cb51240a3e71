package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.endpoint.ObjectList;
import dev.crmql.language.Language;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObjectListOfSearchTest {

  @Test
  void objectsHaveReversibleIdsAndTheServicesRecord() throws IOException {
    FakeTransport transport =
        new FakeTransport()
            .page(
                "123",
                "/first",
                "{\"rows\":[{\"id\":\"0012x0000068bPwAAI\",\"n\":1.50}],\"next\":null}");
    Account account =
        new Account("123", "fake", URI.create("https://crm.example"), Credentials.fixed("t"));
    try (SearchEngine engine =
        SearchEngine.builder()
            .connector(new FakeConnector("fake"))
            .accounts(AccountDirectory.of(List.of(account)))
            .transport(transport)
            .build()) {
      SearchResult result =
          engine.search(
              SearchRequest.builder()
                  .accounts("123", "456")
                  .text("SELECT id FROM Assets")
                  .language(Language.KQL)
                  .build());

      // The id is the one that the CRM API gives this record (raw objects, list raw objects).
      assertThat(
              new ObjectMapper()
                  .readTree(ObjectList.ofSeveral(result, "e").toJson())
                  .at("/objects"))
          .isEqualTo(
              new ObjectMapper()
                  .readTree(
                      """
                      [{"id": "object_MDAxMngwMDAwMDY4YlB3QUFJ", "type": "object", "api": "crm",
                        "account_id": "123",
                        "raw": {"object": {"id": "0012x0000068bPwAAI", "n": 1.50},
                                "type": "thing", "id": "0012x0000068bPwAAI"}}]
                      """));
      assertThat(
              new ObjectMapper()
                  .readTree(ObjectList.ofOne(result).toJson())
                  .at("/objects/0")
                  .has("account_id"))
          .isFalse();
    }
  }
}
