/** KQL as filters of the Pipeliner CRM REST API. */
package dev.crmql.pipeliner;
