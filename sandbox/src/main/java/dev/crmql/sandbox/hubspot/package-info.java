/**
 * The emulated HubSpot: CRM search, lists, batch reads, properties, schemas and tokens, with the
 * service's own semantics on H2.
 */
package dev.crmql.sandbox.hubspot;
