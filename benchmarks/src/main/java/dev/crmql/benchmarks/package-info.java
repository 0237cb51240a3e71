/** How long the steps of a query take, beside the parsers of others. */
package dev.crmql.benchmarks;
