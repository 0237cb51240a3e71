/** What a connector gives to the engine: a dialect, plans for queries, and how answers are read. */
package dev.crmql.spi;
