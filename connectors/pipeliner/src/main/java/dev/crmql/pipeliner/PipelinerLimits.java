package dev.crmql.pipeliner;

import dev.crmql.spi.ServiceLimits;

/** The limits in {@code pipeliner-limits.json}, which says what each is. */
record PipelinerLimits(int pageRows, int requests, int describedFields) {

  static final PipelinerLimits INSTANCE =
      ServiceLimits.load(PipelinerLimits.class, "pipeliner-limits.json");
}
