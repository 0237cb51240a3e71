package dev.crmql.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.UpstreamException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // often only what asking does matters
final class SchemaCacheTest {

  private static final SchemaCache.Key KEY = new SchemaCache.Key("1", "fake", "Thing");

  private final ManualClock clock = new ManualClock();
  private final SchemaCache cache = new SchemaCache(clock, Duration.ofMinutes(10));
  private final AccountCalls calls =
      new AccountCalls("1", Optional.empty(), new SearchObserver() {});
  private final List<CompletableFuture<ObjectSchema>> asked = new ArrayList<>();

  private CompletableFuture<Described> get() {
    return cache.get(
        KEY,
        calls,
        () -> {
          CompletableFuture<ObjectSchema> schema = new CompletableFuture<>();
          asked.add(schema);
          return schema;
        });
  }

  private static ObjectSchema thing() {
    return ObjectSchema.builder("Thing").build();
  }

  @Test
  void manyWhoAskAtOnceAreOneCall() {
    CompletableFuture<Described> first = get();
    CompletableFuture<Described> second = get();
    asked.get(0).complete(thing());

    assertThat(asked).hasSize(1);
    assertThat(first.join().schema().isKnown()).isTrue();
    assertThat(second.join()).isEqualTo(first.join());
  }

  @Test
  void aSchemaIsAskedForAgainWhenItsTimeIsOver() {
    get();
    asked.get(0).complete(thing());
    clock.pass(Duration.ofMinutes(9));
    get();
    assertThat(asked).hasSize(1);
    clock.pass(Duration.ofMinutes(1));
    get();
    assertThat(asked).hasSize(2);
  }

  @Test
  void aServiceThatCannotDescribeIsNoFailureAndSoonAskedAgain() {
    CompletableFuture<Described> described = get();
    asked.get(0).completeExceptionally(UpstreamException.unexpected("an HTML page"));

    assertThat(described.join().schema().isKnown()).isFalse();
    assertThat(described.join().notes()).singleElement().asString().contains("an HTML page");
    clock.pass(Duration.ofSeconds(29));
    get();
    assertThat(asked).hasSize(1);
    clock.pass(Duration.ofSeconds(1));
    get();
    assertThat(asked).hasSize(2);
  }

  @Test
  void aFaultOfTheConnectorIsNoFailureEither() {
    CompletableFuture<Described> described =
        cache.get(
            KEY,
            calls,
            () -> {
              throw new IllegalStateException("hush");
            });

    assertThat(described.join().schema().isKnown()).isFalse();
    assertThat(described.join().notes()).singleElement().asString().doesNotContain("hush");
  }

  @Test
  void thatThereIsNoSuchTypeIsTheQuerysFault() {
    CompletableFuture<Described> described = get();
    asked
        .get(0)
        .completeExceptionally(
            new QueryException(
                Diagnostic.of(
                    DiagnosticCode.UNKNOWN_OBJECT, NodeLocation.NONE, "there is no Thing")));

    assertThat(described.handle((value, failure) -> failure).join())
        .isInstanceOf(QueryException.class);
  }

  @Test
  void aSchemaIsForgottenOnlyOnceItIsOlderThanAMoment() {
    get();
    asked.get(0).complete(thing());
    Described described = get().join();

    clock.pass(Duration.ofSeconds(9));
    assertThat(cache.forget(KEY, described)).isFalse();
    clock.pass(Duration.ofSeconds(1));
    assertThat(cache.forget(KEY, described)).isTrue();
    assertThat(get()).isNotDone();
    assertThat(asked).hasSize(2);
  }

  @Test
  void whatSomebodyAskedForSinceIsNotForgotten() {
    get();
    asked.get(0).complete(thing());
    Described old = get().join();
    clock.pass(Duration.ofSeconds(10));
    cache.forget(KEY, old);
    get();

    assertThat(cache.forget(KEY, old)).isTrue();
    get();
    assertThat(asked).hasSize(2);
  }

  private static final class ManualClock extends Clock {
    private Instant now = Instant.parse("2024-01-31T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
