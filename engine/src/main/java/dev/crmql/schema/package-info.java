/**
 * What a service says of its object types: properties, their types and what they can be used for.
 */
package dev.crmql.schema;
