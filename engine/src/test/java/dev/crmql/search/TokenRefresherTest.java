package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.spi.UpstreamException;
import dev.crmql.transport.Futures;
import dev.crmql.transport.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class TokenRefresherTest {

  private static final Secret OLD = Secret.of("old");
  private static final Secret NEW = Secret.of("new");

  private final Refreshed credentials = new Refreshed();
  private final TokenRefresher tokens = new TokenRefresher();
  private final List<Boolean> told = new ArrayList<>();
  private final AccountCalls calls =
      new AccountCalls(
          "1",
          Optional.empty(),
          new SearchObserver() {
            @Override
            public void tokenRefreshed(String service, boolean refreshed) {
              told.add(refreshed);
            }
          });
  private final Account account =
      new Account("1", "fake", URI.create("https://crm.example"), credentials);

  private static final class Refreshed implements Credentials {
    private Secret current = OLD;
    private final List<CompletableFuture<Optional<Secret>>> refreshes = new ArrayList<>();

    @Override
    public CompletionStage<Secret> token() {
      return CompletableFuture.completedFuture(current);
    }

    @Override
    public CompletionStage<Optional<Secret>> refresh(Secret rejected) {
      CompletableFuture<Optional<Secret>> refresh = new CompletableFuture<>();
      refreshes.add(refresh);
      return refresh;
    }

    void finish() {
      current = NEW;
      refreshes.get(refreshes.size() - 1).complete(Optional.of(NEW));
    }
  }

  @Test
  void oneRefreshServesAllWhoWereRejected() {
    CompletableFuture<Optional<Secret>> first = tokens.renew(account, OLD, calls);
    CompletableFuture<Optional<Secret>> second = tokens.renew(account, OLD, calls);
    credentials.finish();

    assertThat(credentials.refreshes).hasSize(1);
    assertThat(first.join()).contains(NEW);
    assertThat(second.join()).contains(NEW);
    assertThat(told).containsExactly(true);
  }

  @Test
  void whoIsLateTakesTheTokenThatIsThereAlready() {
    assertThat(tokens.renew(account, OLD, calls)).isNotDone();
    assertThat(told).isEmpty();
    credentials.finish();

    assertThat(tokens.renew(account, OLD, calls).join()).contains(NEW);
    assertThat(credentials.refreshes).hasSize(1);
  }

  @Test
  void theNextRejectedTokenIsRefreshedAgain() {
    assertThat(tokens.renew(account, OLD, calls)).isNotDone();
    credentials.finish();

    assertThat(tokens.renew(account, NEW, calls)).isNotDone();
    assertThat(credentials.refreshes).hasSize(2);
  }

  @Test
  void whatARefreshFailsWithIsNotPassedOn() {
    CompletableFuture<Optional<Secret>> renewed = tokens.renew(account, OLD, calls);
    credentials
        .refreshes
        .get(0)
        .completeExceptionally(new IllegalStateException("client_secret=x"));

    Throwable failure = renewed.handle((token, thrown) -> Futures.cause(thrown)).join();
    assertThat(failure)
        .isInstanceOf(UpstreamException.class)
        .hasMessageNotContaining("client_secret")
        .hasNoCause();
    assertThat(told).containsExactly(false);
  }
}
