package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryParser;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.Page;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A connector on its own, given fuzzed answers to all that it asks. */
final class FuzzedDecoding {

  private final Connector connector;
  private final Query query;
  private final List<String> real = new ArrayList<>();
  private final Random random;
  private final FuzzedAnswers answers;
  private final StringBuilder said = new StringBuilder();

  private FuzzedDecoding(Connector connector, Query query, JsonNode account, Random random) {
    this.connector = connector;
    this.query = query;
    this.random = random;
    this.answers = new FuzzedAnswers(random);
    real.add("{}");
    account.path("answers").forEach(answer -> real.add(answer.path("body").toString()));
  }

  /** Describes, plans, decodes: nothing but rows with ids, and the failures that the SPI names. */
  static void check(ConformanceCase search, long seed) {
    Random random = new Random(seed);
    Query query;
    try {
      String text = search.query().text();
      query =
          search.query().language().equals("dql")
              ? QueryParser.dql().parse(text)
              : QueryParser.kql().parse(text);
    } catch (QueryException refused) {
      return;
    }
    for (JsonNode account : search.json().get("search").get("accounts")) {
      Services.all().stream()
          .filter(known -> known.service().equals(account.get("service").textValue()))
          .map(known -> new FuzzedDecoding(known, query, account, random))
          .forEach(decoding -> decoding.check(search.id()));
    }
  }

  private void check(String id) {
    try {
      ObjectSchema schema = random.nextInt(3) == 0 ? ObjectSchema.unknown() : described();
      SearchPlan plan = connector.plan(query, schema, Completion.LOCAL);
      for (UpstreamRequest request : plan.requests()) {
        UpstreamResponse failure = answer(400 + random.nextInt(200));
        assertThat(connector.fault(failure, Optional.of(plan)).message()).isNotNull();
        requireReadable(connector.decode(request, answer(200), plan), plan);
      }
    } catch (QueryException | UpstreamException expected) {
      assertThat(expected.getMessage()).as("%s: %s", id, said).isNotEmpty();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      throw new AssertionError(id + ": " + said, failure);
    }
  }

  private ObjectSchema described() {
    try {
      return connector
          .describe(
              connector.objectName(query.from().name()),
              request -> CompletableFuture.completedFuture(answer(200)))
          .toCompletableFuture()
          .join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  private UpstreamResponse answer(int status) {
    byte[] body = answers.of(real.get(random.nextInt(real.size())), "no secret");
    String text = new String(body, StandardCharsets.UTF_8);
    said.append('\n').append(status).append(' ').append(text, 0, Math.min(5_000, text.length()));
    return new UpstreamResponse(status, Map.of(), body);
  }

  private void requireReadable(Page page, SearchPlan plan) {
    page.next().ifPresent(next -> assertThat(next.target()).startsWith("/"));
    for (Row row : page.rows()) {
      assertThat(row.id()).as("%s", said).isNotEmpty();
      assertThat(row.type()).as("%s", said).isNotNull();
      assertThat(row.shown()).as("%s", said).isNotNull();
      for (FieldPath field : plan.query().fields()) {
        assertThat(row.value(field)).as("%s of %s", field, said).isNotNull();
      }
      plan.query()
          .orderBy()
          .forEach(item -> assertThat(row.value(item.field())).as("%s", said).isNotNull());
    }
  }
}
