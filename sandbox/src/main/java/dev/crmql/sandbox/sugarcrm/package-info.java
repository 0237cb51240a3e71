/**
 * The emulated SugarCRM: REST v11 lists, counts, metadata and tokens, with the service's own
 * semantics on H2.
 */
package dev.crmql.sandbox.sugarcrm;
