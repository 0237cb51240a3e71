package dev.crmql.dynamics;

import dev.crmql.spi.ServiceLimits;

/** Dataverse's limits; their units and sources stand in {@code dynamics-limits.json}. */
record DynamicsLimits(
    int pageRows,
    int wholeRows,
    int urlLength,
    int batchUrlLength,
    int expands,
    int conditions,
    int textChain,
    int otherChain,
    int searchRows,
    int searchShortest,
    int searchLongest) {

  static final DynamicsLimits INSTANCE =
      of(ServiceLimits.load(DynamicsLimits.class, "dynamics-limits.json"));

  private static DynamicsLimits of(ServiceLimits limits) {
    int host = limits.get("host-length");
    return new DynamicsLimits(
        limits.get("page-rows"),
        limits.get("page-whole-rows"),
        limits.get("url-length") - host,
        limits.get("batch-url-length") - host,
        limits.get("expands"),
        limits.get("conditions"),
        limits.get("text-chain"),
        limits.get("other-chain"),
        limits.get("search-rows"),
        limits.get("search-shortest"),
        limits.get("search-longest"));
  }
}
