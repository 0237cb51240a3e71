/** Dynamics: KQL and DQL as OData on the Dataverse Web API. */
package dev.crmql.dynamics;
