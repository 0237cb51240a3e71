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

  static final int BATCH_LEAST = FILE.get("batch-least");
  static final int BATCH_MOST = FILE.get("batch-most");
  static final int SEARCH_ROWS = FILE.get("search-rows");
  static final int SEARCH_TERM_LENGTH = FILE.get("search-term-length");
  static final int TERM_LENGTH = FILE.get("term-length");

  private SoqlLimits() {}
}
