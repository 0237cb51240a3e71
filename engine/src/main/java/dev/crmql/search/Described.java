package dev.crmql.search;

import dev.crmql.schema.ObjectSchema;
import java.time.Instant;
import java.util.List;

/**
 * What is known of an object type.
 *
 * @param schema what the service said; unknown if it could not be asked
 * @param at when it was asked
 * @param notes why it is unknown, if it is
 */
record Described(ObjectSchema schema, Instant at, List<String> notes) {}
