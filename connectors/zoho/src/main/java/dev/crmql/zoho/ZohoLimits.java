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

  static final ZohoLimits INSTANCE = ServiceLimits.load(ZohoLimits.class, "zoho-limits.json");
}
