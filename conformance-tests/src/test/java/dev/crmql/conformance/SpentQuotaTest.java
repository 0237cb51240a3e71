package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.Language;
import dev.crmql.pipedrive.PipedriveConnector;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.pipedrive.PipedriveEmulator;
import dev.crmql.sandbox.pipedrive.PipedriveOptions;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import dev.crmql.search.AccountError;
import dev.crmql.search.Credentials;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchRequest;
import dev.crmql.spi.TokenHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that has a budget of a day. */
final class SpentQuotaTest {

  /** A description costs 20, a list 10. */
  private static final PipedriveOptions A_DESCRIPTION_ALONE =
      PipedriveOptions.strict().withDailyTokens(25);

  @Test
  void aSpentDayIsTheAccountsErrorAndAsksForNothingMore() {
    PipedriveEmulator emulator = new PipedriveEmulator(SampleData.create(), A_DESCRIPTION_ALONE);
    try (SandboxService service = SandboxService.start(emulator, 0);
        SearchEngine engine = engine(service)) {
      AccountError error =
          engine
              .search(
                  SearchRequest.builder()
                      .accounts("1")
                      .language(Language.KQL)
                      .text("SELECT id FROM deals")
                      .build())
              .errors()
              .get("1");

      assertThat(error.code()).isEqualTo(AccountError.Code.QUOTA_EXHAUSTED);
      assertThat(error.message())
          .isEqualTo("the company's calls of the day are spent: Rate limit exceeded");
      assertThat(error.retryAfter()).isEmpty();
      assertThat(service.received())
          .extracting(request -> request.path())
          .containsExactly("/v1/dealFields", "/api/v2/deals");
    }
  }

  private static SearchEngine engine(SandboxService service) {
    Account account =
        new Account("1", "pipedrive", service.baseUri(), Credentials.fixed(service.accessToken()))
            .allowingPrivateAddress();
    return SearchEngine.builder()
        .connector(new PipedriveConnector(TokenHeader.field("x-api-token")))
        .accounts(AccountDirectory.of(List.of(account)))
        .build();
  }
}
