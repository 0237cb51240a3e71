package dev.crmql.sandbox.pipeliner;

/**
 * One field's filter.
 *
 * @param value as it was sent; empty for the operators that need none
 */
record Condition(Field field, Operator operator, String value) {}
