package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccountTest {

  private static Account account(String id, String uri) {
    return new Account(id, "fake", URI.create(uri), Credentials.fixed("hush"));
  }

  @Test
  void isPrintedWithoutItsCredentials() {
    assertThat(account("1", "https://crm.example"))
        .hasToString("fake account 1 at https://crm.example");
  }

  @Test
  void needsAnAddressOfHttpWithoutAPasswordInIt() {
    for (String uri :
        List.of("ftp://crm.example", "https:///x", "/crm", "https://a:b@crm.example")) {
      assertThatThrownBy(() -> account("1", uri))
          .as(uri)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("a:b");
    }
  }

  @Test
  void anIdIsOneAmongSeveralInAUrl() {
    for (String id : List.of("", "1,2")) {
      assertThatThrownBy(() -> account(id, "https://crm.example"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void twoOfOneIdAreNoDirectory() {
    Account account = account("1", "https://crm.example");
    assertThatThrownBy(() -> AccountDirectory.of(List.of(account, account)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are two accounts 1");
  }

  @Test
  void aRequestNeedsAccountsAndOneQueryAndAPageSizeInRange() {
    assertThatThrownBy(() -> SearchRequest.builder().text("SELECT a FROM b").build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SearchRequest.builder().accounts("1").build())
        .isInstanceOf(IllegalArgumentException.class);
    for (int size : new int[] {0, 1001}) {
      assertThatThrownBy(
              () -> SearchRequest.builder().accounts("1").text("x").pageSize(size).build())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
