package dev.crmql.conformance;

import dev.crmql.query.Query;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The constructs of a query: what a service that can be asked nothing refuses of it. */
final class Constructs {

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

  private Constructs() {}

  static Set<Construct> of(Query query) {
    return NOTHING.check(query, Completion.STRICT).stream()
        .map(diagnostic -> BY_MESSAGE.get(diagnostic.message()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Construct.class)));
  }
}
