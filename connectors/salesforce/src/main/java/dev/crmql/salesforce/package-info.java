/** Asks Salesforce in SOQL over its REST API. */
package dev.crmql.salesforce;
