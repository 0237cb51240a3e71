/** KQL as COQL on the Zoho CRM API. */
package dev.crmql.zoho;
