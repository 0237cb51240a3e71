/** Searches over many accounts whose services fail in every way that the sandbox knows. */
package dev.crmql.conformance.chaos;
