/** An emulated Dataverse Web API v9.2: OData read by Apache Olingo, answered from H2. */
package dev.crmql.sandbox.dynamics;
