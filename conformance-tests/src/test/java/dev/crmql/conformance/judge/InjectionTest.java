package dev.crmql.conformance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Query;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Text stays text and a name stays a name: what a service is sent has the structure that it has for
 * harmless text, and the text that the service reads is the text that was given.
 */
abstract class InjectionTest {

  private static final String PLAIN_NAME = "[A-Za-z_][A-Za-z0-9_]*";

  private static final String HARMLESS = "harmless";

  private static final Set<DiagnosticCode> ABOUT_NAMES =
      EnumSet.of(
          DiagnosticCode.INVALID_NAME,
          DiagnosticCode.UNKNOWN_PROPERTY,
          DiagnosticCode.UNSUPPORTED_CONSTRUCT,
          DiagnosticCode.NOT_FILTERABLE,
          DiagnosticCode.NOT_SORTABLE);

  private final String service;
  private final String object;
  private final Map<String, Integer> counts;

  /**
   * Tests a service.
   *
   * @param object an object type that it has
   * @param counts where comparisons are counted
   */
  InjectionTest(String service, String object, Map<String, Integer> counts) {
    this.service = service;
    this.object = object;
    this.counts = counts;
  }

  /** Harmless text that a service is asked for in the same way. */
  String harmless(String hostile) {
    return "x".repeat(hostile.length());
  }

  @Provide
  Arbitrary<String> texts() {
    return HostileText.texts();
  }

  @Provide
  Arbitrary<String> names() {
    return HostileText.names();
  }

  @Provide
  Arbitrary<String> words() {
    return HostileText.words();
  }

  @Property
  void textStaysTextInPropertiesThatAreDescribed(@ForAll("texts") String text) {
    values(QueryParser.kql(), described(), text);
  }

  @Property
  void textStaysTextInPropertiesThatAreNotDescribed(@ForAll("texts") String text) {
    values(QueryParser.kql(), ObjectSchema.unknown(), text);
  }

  @Property
  void textStaysTextWhereItIsTooLongForAnAddress(@ForAll("texts") String text) {
    String longText = text.repeat(6000 / text.length());
    for (ValuePlace place :
        List.of(ValuePlace.BUILT_EQUAL, ValuePlace.BUILT_LIST, ValuePlace.BUILT_LIKE)) {
      value(place, QueryParser.kql(), described(), longText);
    }
  }

  @Property
  void aNameIsOneNameOrRefused(@ForAll("names") String name) {
    for (NamePlace place : NamePlace.values()) {
      name(place, QueryParser.kql(), name);
    }
  }

  /** All of them, one after the other, as long as tries suffice. */
  @Property
  void aWordOfTheServiceIsOneNameOrRefused(@ForAll("words") String word) {
    for (NamePlace place : NamePlace.values()) {
      name(place, QueryParser.kql(), word);
    }
  }

  @Property
  void aDescriptionIsAskedForByOneName(@ForAll("names") String name) {
    Optional<UpstreamRequest> request = describe(name);
    count(request.isPresent() ? "described" : "descriptions refused");
    if (request.isPresent()) {
      assertThat(name).matches(PLAIN_NAME);
    }
  }

  private Optional<UpstreamRequest> describe(String name) {
    List<UpstreamRequest> sent = new ArrayList<>();
    CompletableFuture<ObjectSchema> answer = new CompletableFuture<>();
    try {
      connector()
          .describe(
              name,
              request -> {
                sent.add(request);
                return CompletableFuture.failedFuture(UpstreamException.unexpected("no answer"));
              })
          .whenComplete((schema, failure) -> answer.completeExceptionally(failure));
    } catch (QueryException refused) {
      assertThat(sent).isEmpty();
    }
    assertThat(sent).hasSizeLessThan(2);
    return sent.stream().findFirst();
  }

  private ObjectSchema described() {
    ObjectSchema.Builder schema = ObjectSchema.builder(object).collection(object + "s");
    for (String name : List.of("a", "b", "c", "d")) {
      schema.field(Field.of(name, FieldType.TEXT));
    }
    return schema.idField("id").field(Field.of("id", FieldType.ID)).build();
  }

  final void values(QueryParser parser, ObjectSchema schema, String text) {
    for (ValuePlace place : ValuePlace.values()) {
      value(place, parser, schema, text);
    }
  }

  private void value(ValuePlace place, QueryParser parser, ObjectSchema schema, String hostile) {
    String harmless = harmless(hostile);
    Optional<List<Reading>> expected =
        readings(text -> place.query(parser, object, text), harmless, schema, codes -> {});
    Optional<List<Reading>> actual =
        readings(
            text -> place.query(parser, object, text),
            hostile,
            schema,
            codes ->
                assertThat(expected.isEmpty() || HostileText.hasHalfOfACharacter(hostile))
                    .as("%s refused: %s", place, codes)
                    .isTrue());
    if (actual.isEmpty()) {
      count(expected.isEmpty() ? "not offered" : "halves of characters refused");
      return;
    }
    assertThat(expected).isPresent();
    assertThat(actual.get()).hasSameSizeAs(expected.get());
    for (int i = 0; i < actual.get().size(); i++) {
      Reading reading = actual.get().get(i);
      Reading wanted = expected.get().get(i);
      assertThat(reading.shape()).as(place.name()).isEqualTo(wanted.shape());
      assertThat(reading.texts()).hasSameSizeAs(wanted.texts());
      for (int j = 0; j < reading.texts().size(); j++) {
        requireText(place, reading.texts().get(j), wanted.texts().get(j), hostile);
      }
    }
    count("values compared");
  }

  /** A text is the one that was given, beside harmless ones; a part of it may be asked for. */
  void requireText(ValuePlace place, String read, String wanted, String hostile) {
    if (wanted.startsWith("other")) {
      assertThat(read).isEqualTo(wanted);
    } else if (wanted.equals(harmless(hostile))) {
      assertThat(read).as(place.name()).isEqualTo(hostile);
    } else {
      requirePart(read, wanted, hostile);
    }
  }

  void requirePart(String read, String wanted, String hostile) {
    throw new AssertionError("read " + read + " for " + hostile + ", and " + wanted + " otherwise");
  }

  final void name(NamePlace place, QueryParser parser, String hostile) {
    Optional<List<Reading>> expected =
        readings(
            name -> place.query(parser, object, name),
            HARMLESS,
            ObjectSchema.unknown(),
            codes -> {});
    Optional<List<Reading>> actual =
        readings(
            name -> place.query(parser, object, name),
            hostile,
            ObjectSchema.unknown(),
            codes -> {
              if (expected.isPresent()) {
                assertThat(ABOUT_NAMES).as(place.name()).containsAll(codes);
              }
            });
    if (actual.isEmpty()) {
      count("names refused");
      return;
    }
    assertThat(expected).as(place.name()).isPresent();
    if (place.isObject()) {
      assertThat(hostile).matches(PLAIN_NAME);
    } else {
      assertThat(actual.get().get(0).shape())
          .as(place.name())
          .isEqualTo(expected.get().get(0).shape().replace(HARMLESS, hostile));
    }
    count("names accepted");
  }

  /** What the service reads; empty if it is not asked. */
  private Optional<List<Reading>> readings(
      Function<String, Query> query,
      String text,
      ObjectSchema schema,
      Consumer<List<DiagnosticCode>> refused) {
    List<UpstreamRequest> requests;
    try {
      requests = connector().plan(query.apply(text), schema, Completion.STRICT).requests();
    } catch (QueryException e) {
      refused.accept(e.diagnostics().stream().map(fault -> fault.code()).toList());
      return Optional.empty();
    }
    assertThat(requests).isNotEmpty();
    return Optional.of(
        requests.stream()
            .map(request -> new Judged(text, service, request, schema).read())
            .toList());
  }

  private Connector connector() {
    return Judged.CONNECTORS.get(service);
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  static void print(String service, Map<String, Integer> counts) {
    System.out.println("Hostile text for " + service + ": " + new TreeMap<>(counts));
  }
}
