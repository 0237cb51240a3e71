package dev.crmql.sugarcrm;

import dev.crmql.spi.ServiceLimits;

/** SugarCRM's limits; their units and sources stand in {@code sugarcrm-limits.json}. */
record SugarLimits(int pageRows, int mostPageRows, int jsonDepth) {

  static final SugarLimits INSTANCE =
      of(ServiceLimits.load(SugarLimits.class, "sugarcrm-limits.json"));

  private static SugarLimits of(ServiceLimits limits) {
    return new SugarLimits(
        limits.get("page-rows"), limits.get("most-page-rows"), limits.get("json-depth"));
  }
}
