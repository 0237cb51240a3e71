package dev.crmql.conformance;

import dev.crmql.language.QueryParser;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts by construct the queries that were answered and those that were refused. */
final class Census {

  private static final Dialect NOTHING =
      Arrays.stream(Construct.values())
          .reduce(
              Dialect.named("Nothing"),
              (dialect, construct) -> dialect.refuses(construct, ""),
              (one, other) -> one)
          .build();

  private static final Map<String, Construct> BY_MESSAGE =
      Arrays.stream(Construct.values())
          .collect(Collectors.toMap(c -> "Nothing cannot express " + c.text(), c -> c));

  private final Map<Construct, Integer> answered = new EnumMap<>(Construct.class);
  private final Map<Construct, Integer> refused = new EnumMap<>(Construct.class);
  private int queries;

  void count(GeneratedQuery query, boolean wasAnswered) {
    queries++;
    Map<Construct, Integer> counts = wasAnswered ? answered : refused;
    NOTHING.check(QueryParser.kql().parse(query.text()), Completion.STRICT).stream()
        .map(diagnostic -> BY_MESSAGE.get(diagnostic.message()))
        .distinct()
        .forEach(construct -> counts.merge(construct, 1, Integer::sum));
  }

  int queries() {
    return queries;
  }

  int answered(Construct construct) {
    return answered.getOrDefault(construct, 0);
  }

  int refused(Construct construct) {
    return refused.getOrDefault(construct, 0);
  }

  @Override
  public String toString() {
    return queries + " queries; answered " + answered + "; refused " + refused;
  }
}
