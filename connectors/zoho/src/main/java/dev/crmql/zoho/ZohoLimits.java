package dev.crmql.zoho;

import dev.crmql.spi.ServiceLimits;

/** The limits in {@code zoho-limits.json}, which says what each is. */
record ZohoLimits(
    int pageRows,
    int reachableRows,
    int criteria,
    int listedValues,
    int selectedFields,
    int sortKeys,
    int keywordRows,
    int keywordPageRows) {

  static final ZohoLimits INSTANCE = of(ServiceLimits.load(ZohoLimits.class, "zoho-limits.json"));

  private static ZohoLimits of(ServiceLimits limits) {
    return new ZohoLimits(
        limits.get("page-rows"),
        limits.get("reachable-rows"),
        limits.get("criteria"),
        limits.get("listed-values"),
        limits.get("selected-fields"),
        limits.get("sort-keys"),
        limits.get("keyword-rows"),
        limits.get("keyword-page-rows"));
  }
}
