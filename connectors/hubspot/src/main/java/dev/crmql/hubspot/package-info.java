/** The connector of HubSpot: KQL as filter groups of the CRM search API. */
package dev.crmql.hubspot;
