package dev.crmql.sugarcrm;

import dev.crmql.spi.ServiceLimits;

/** SugarCRM's limits; their units and sources stand in {@code sugarcrm-limits.json}. */
record SugarLimits(int pageRows, int mostPageRows, int jsonDepth) {

  static final SugarLimits INSTANCE = ServiceLimits.load(SugarLimits.class, "sugarcrm-limits.json");
}
