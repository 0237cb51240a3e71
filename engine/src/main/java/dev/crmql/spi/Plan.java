package dev.crmql.spi;

import java.util.List;

/** What a service is asked, and how its answers are read. */
public sealed interface Plan permits SearchPlan, TextPlan {

  /**
   * The first request of each walk over pages; empty if no row can be found. Walks are read one
   * after the other.
   */
  List<UpstreamRequest> requests();

  /** How the records are read. */
  RecordFormat format();

  /** Finds the part of the query that the service's own words are about. */
  FaultLocator locator();

  /** What a person may want to know of the plan, such as a name that was guessed. */
  List<String> notes();
}
