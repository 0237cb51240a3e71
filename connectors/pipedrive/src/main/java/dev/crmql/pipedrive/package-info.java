/** KQL as lists of the Pipedrive API. */
package dev.crmql.pipedrive;
