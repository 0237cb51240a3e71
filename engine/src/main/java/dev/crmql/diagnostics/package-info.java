/** What is wrong with a query, where, and what to do about it. */
package dev.crmql.diagnostics;
