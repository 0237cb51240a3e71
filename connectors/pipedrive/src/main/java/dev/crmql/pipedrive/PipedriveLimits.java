package dev.crmql.pipedrive;

import dev.crmql.spi.ServiceLimits;

/** The limits in {@code pipedrive-limits.json}, which says what each is. */
record PipedriveLimits(
    int pageRows,
    int listedIds,
    int customFieldKeys,
    int lists,
    int listCost,
    int keywordPageRows,
    int keywordCharacters) {

  static final PipedriveLimits INSTANCE =
      ServiceLimits.load(PipedriveLimits.class, "pipedrive-limits.json");
}
