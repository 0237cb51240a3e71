package dev.crmql.dynamics;

import dev.crmql.spi.ServiceLimits;

/** Dataverse's limits; their units and sources stand in {@code dynamics-limits.json}. */
record DynamicsLimits(
    int pageRows,
    int wholeRows,
    int urlLength,
    int batchUrlLength,
    int hostLength,
    int expands,
    int conditions,
    int textChain,
    int otherChain,
    int searchRows,
    int searchShortest,
    int searchLongest) {

  static final DynamicsLimits INSTANCE =
      ServiceLimits.load(DynamicsLimits.class, "dynamics-limits.json");

  /** Of a URL, the host is not known as it is written: what is left is the rest's. */
  DynamicsLimits {
    urlLength -= hostLength;
    batchUrlLength -= hostLength;
  }
}
