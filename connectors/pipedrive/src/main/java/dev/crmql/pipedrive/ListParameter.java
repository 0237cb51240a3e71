package dev.crmql.pipedrive;

/**
 * A parameter that narrows a list.
 *
 * @param name the parameter
 * @param value its value, not yet encoded
 */
record ListParameter(String name, String value) {}
