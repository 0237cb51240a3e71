/**
 * What a service can be asked of a condition: for connectors of services whose filters are less
 * than KQL's conditions. A {@link dev.crmql.pushdown.FilterCompiler} makes a filter of each
 * condition and says how much of the condition it is; {@link dev.crmql.pushdown.Pushdown} makes of
 * that who is to make sure of what; {@link dev.crmql.pushdown.DisjunctiveForm} brings filters to
 * the form that services take which know no brackets.
 */
package dev.crmql.pushdown;
