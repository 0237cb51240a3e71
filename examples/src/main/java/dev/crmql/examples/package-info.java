/** The search endpoint mounted in other servers. */
package dev.crmql.examples;
