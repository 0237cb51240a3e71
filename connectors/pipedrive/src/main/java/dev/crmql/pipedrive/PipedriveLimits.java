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
      of(ServiceLimits.load(PipedriveLimits.class, "pipedrive-limits.json"));

  private static PipedriveLimits of(ServiceLimits limits) {
    return new PipedriveLimits(
        limits.get("page-rows"),
        limits.get("listed-ids"),
        limits.get("custom-field-keys"),
        limits.get("lists"),
        limits.get("list-cost"),
        limits.get("keyword-page-rows"),
        limits.get("keyword-characters"));
  }
}
