/** Calls to services over HTTP: the only place that knows access tokens and hosts. */
package dev.crmql.transport;
