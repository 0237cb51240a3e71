/** KQL as filter JSON on the SugarCRM REST API. */
package dev.crmql.sugarcrm;
