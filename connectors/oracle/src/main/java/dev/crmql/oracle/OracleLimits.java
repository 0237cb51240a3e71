package dev.crmql.oracle;

import dev.crmql.spi.ServiceLimits;

/**
 * The limits in {@code oracle-limits.json}.
 *
 * @param pageRows rows of a page
 * @param queryLength characters of a request's path and query
 */
record OracleLimits(int pageRows, int queryLength) {

  static final OracleLimits INSTANCE = ServiceLimits.load(OracleLimits.class, "oracle-limits.json");
}
