package dev.crmql.salesforce;

import dev.crmql.spi.ServiceLimits;

/** The limits of {@code salesforce-limits.json}, which says what each is and where it is from. */
final class SoqlLimits {

  private static final ServiceLimits FILE =
      ServiceLimits.load(SoqlLimits.class, "salesforce-limits.json");

  static final int QUERY_LENGTH = FILE.get("query-length");
  static final int TEXT_LENGTH = FILE.get("text-length");
  static final int OFFSET = FILE.get("offset");
  static final int FIELDS_ALL_ROWS = FILE.get("fields-all-rows");
  static final int PATH_RELATIONS = FILE.get("path-relations");
  static final int URI_LENGTH = FILE.get("uri-length");

  private SoqlLimits() {}
}
