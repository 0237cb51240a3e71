/** KQL on Acorn, a made-up CRM: the example of docs/adding-a-service.md. */
package dev.crmql.examples.acorn;
