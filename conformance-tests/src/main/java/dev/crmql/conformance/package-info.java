/** Runs the cases that define KQL and DQL against any implementation of them. */
package dev.crmql.conformance;
