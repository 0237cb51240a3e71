package dev.crmql.conformance;

import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Construct;
import dev.crmql.spi.Dialect;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The constructs of a query, and those of them that a service refuses. */
final class Constructs {

  private static final Dialect NOTHING =
      Arrays.stream(Construct.values())
          .reduce(
              Dialect.named("Nothing"),
              (dialect, construct) -> dialect.refuses(construct, ""),
              (one, other) -> one)
          .build();

  private static final Map<String, Construct> BY_TEXT =
      Arrays.stream(Construct.values()).collect(Collectors.toMap(Construct::text, c -> c));

  /** A construct that is refused, and where it stands. */
  record Refused(Construct construct, NodeLocation at) {}

  private Constructs() {}

  /** What a service that can be asked nothing refuses of the query. */
  static Set<Construct> of(Query query) {
    return refused(NOTHING, query, Completion.STRICT).stream()
        .map(Refused::construct)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Construct.class)));
  }

  /** Everything in the query that a service can't be asked. */
  static List<Refused> refused(Dialect dialect, Query query, Completion completion) {
    int title = (dialect.serviceTitle() + " cannot express ").length();
    return dialect.check(query, completion).stream()
        .map(fault -> new Refused(BY_TEXT.get(fault.message().substring(title)), fault.at()))
        .toList();
  }
}
