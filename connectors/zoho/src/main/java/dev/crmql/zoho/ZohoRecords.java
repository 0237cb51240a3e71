package dev.crmql.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.TypedRecords;
import java.util.Optional;

/**
 * Zoho CRM's records: properties of related records stand beside the others under their whole path,
 * and a lookup is an object with the id of the record that it leads to.
 */
final class ZohoRecords extends TypedRecords {

  private final Optional<Coql> coql;

  ZohoRecords(
      String module, ObjectSchema schema, Optional<NormalizedQuery> query, Optional<Coql> coql) {
    super(ZohoDialect.TITLE, module, ZohoConnector.ID, schema, query, CriteriaCompiler::name);
    this.coql = coql;
  }

  /** The records of a module that a search for keywords finds. */
  static ZohoRecords found(String module) {
    return new ZohoRecords(module, ObjectSchema.unknown(), Optional.empty(), Optional.empty());
  }

  /** What is asked for; empty for a search of keywords. */
  Optional<Coql> coql() {
    return coql;
  }

  @Override
  protected JsonNode property(JsonNode record, FieldPath field) {
    JsonNode value = super.property(record, field);
    return value.isObject() ? value.path("id") : value;
  }
}
