/** The query tree: what KQL and DQL text means, whatever service is asked. */
package dev.crmql.query;
