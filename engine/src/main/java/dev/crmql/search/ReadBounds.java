package dev.crmql.search;

/**
 * What may be read in a search.
 *
 * @param rows most rows, 0 or more
 * @param pages most pages, 0 or more
 * @param bytes most bytes of their bodies, decompressed, 0 or more
 */
public record ReadBounds(long rows, int pages, long bytes) {

  /** For one account, if nothing else is set: 100,000 rows, 1,000 pages, 256 MiB. */
  public static final ReadBounds OF_ACCOUNT = new ReadBounds(100_000, 1_000, 256L << 20);

  /** For all accounts, if nothing else is set: 1,000,000 rows, 10,000 pages, 1 GiB. */
  public static final ReadBounds OF_SEARCH = new ReadBounds(1_000_000, 10_000, 1L << 30);
}
