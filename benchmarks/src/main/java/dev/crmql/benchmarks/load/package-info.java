/**
 * Programs that load the executor and the endpoint; {@code docs/performance.md} has the figures.
 */
package dev.crmql.benchmarks.load;
