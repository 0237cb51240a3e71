package dev.crmql.search;

/**
 * What may be read.
 *
 * @param rows most rows, 0 or more
 * @param pages most pages, 0 or more
 * @param bytes most bytes of their bodies, decompressed, 0 or more
 */
record ReadBounds(long rows, int pages, long bytes) {}
