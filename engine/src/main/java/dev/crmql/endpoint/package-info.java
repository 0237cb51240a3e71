/** The answers of the search endpoint as JSON, for any server to send. */
package dev.crmql.endpoint;
