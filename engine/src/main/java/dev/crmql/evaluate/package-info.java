/** What a query means: its conditions, its order and its rows, on JSON in memory. */
package dev.crmql.evaluate;
