package dev.crmql.normalize;

import dev.crmql.query.FieldPath;
import dev.crmql.schema.FieldType;

/**
 * A property with what is known of it.
 *
 * @param path spelt as the schema spells it
 * @param type what it holds; OTHER if that is not known
 */
record ResolvedField(FieldPath path, FieldType type) {}
