package dev.crmql.spi;

import dev.crmql.query.NodeLocation;
import java.util.List;
import java.util.Optional;

/**
 * What a service is sent for text that it reads itself. Its rows are answered as they come, in the
 * service's order.
 *
 * @param requests the first request of each walk over pages
 * @param format how the records are read
 * @param locator finds the part of the text that the service's own words are about
 * @param notes what a person may want to know of the plan
 * @param otherwise what is sent instead if the service answers with {@link
 *     UpstreamFault.Kind#FEATURE_OFF}
 */
public record TextPlan(
    List<UpstreamRequest> requests,
    RecordFormat format,
    FaultLocator locator,
    List<String> notes,
    Optional<TextPlan> otherwise)
    implements Plan {

  /** Keeps copies of the lists. */
  public TextPlan {
    requests = List.copyOf(requests);
    notes = List.copyOf(notes);
  }

  /** A plan that is one walk over pages. */
  public static TextPlan of(UpstreamRequest first, RecordFormat format) {
    return new TextPlan(
        List.of(first), format, message -> NodeLocation.NONE, List.of(), Optional.empty());
  }
}
