package dev.crmql.salesforce;

import dev.crmql.spi.ServiceLimits;

/** The limits of {@code salesforce-limits.json}, which says what each is and where it is from. */
record SoqlLimits(
    int queryLength,
    int textLength,
    int offset,
    int fieldsAllRows,
    int pathRelations,
    int uriLength,
    int batchLeast,
    int batchMost,
    int searchRows,
    int searchTermLength,
    int termLength) {

  static final SoqlLimits INSTANCE = ServiceLimits.load(SoqlLimits.class, "salesforce-limits.json");
}
