package dev.crmql.examples.acorn;

import dev.crmql.spi.ServiceLimits;

/**
 * The limits in {@code acorn-limits.json}.
 *
 * @param pageRows rows of a page
 * @param whereLength characters of the parameter {@code where}
 * @param requests lists that one query may become
 */
record AcornLimits(int pageRows, int whereLength, int requests) {

  static final AcornLimits INSTANCE = ServiceLimits.load(AcornLimits.class, "acorn-limits.json");
}
