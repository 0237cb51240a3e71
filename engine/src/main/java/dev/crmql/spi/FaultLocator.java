package dev.crmql.spi;

import dev.crmql.query.NodeLocation;

/** Finds the part of the query that a service's own words are about. */
@FunctionalInterface
public interface FaultLocator {

  /**
   * The place in the query.
   *
   * @param upstreamMessage what the service wrote, such as {@code No such column 'nmae'}
   * @return {@link NodeLocation#NONE} if the message names no part of the query
   */
  NodeLocation locate(String upstreamMessage);
}
