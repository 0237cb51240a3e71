package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryParser;
import dev.crmql.normalize.Normalizer;
import dev.crmql.query.Query;
import dev.crmql.query.Span;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import java.util.List;
import org.assertj.core.api.Assertions;

/** Asks KQL text of the compiler and the connector. */
final class Kql {

  /** An object type with a property of each kind. */
  static final ObjectSchema ACCOUNT =
      ObjectSchema.builder("Account")
          .idField("Id")
          .field(new Field("Id", FieldType.ID, "id", false, true, true))
          .field(new Field("Name", FieldType.TEXT, "string", false, true, true))
          .field(field("Industry", FieldType.TEXT, "picklist"))
          .field(field("Phone", FieldType.TEXT, "phone"))
          .field(new Field("Tags__c", FieldType.TEXT, "multipicklist", true, true, false))
          .field(new Field("Description", FieldType.TEXT, "textarea", true, false, false))
          .field(field("ParentId", FieldType.ID, "reference"))
          .field(new Field("IsActive__c", FieldType.BOOLEAN, "boolean", false, true, true))
          .field(field("NumberOfEmployees", FieldType.INTEGER, "int"))
          .field(field("AnnualRevenue", FieldType.DECIMAL, "currency"))
          .field(field("Founded__c", FieldType.DATE, "date"))
          .field(new Field("CreatedDate", FieldType.TIMESTAMP, "datetime", false, true, true))
          .field(field("LastActivity__c", FieldType.TIMESTAMP, "datetime"))
          .field(field("Opens__c", FieldType.OTHER, "time"))
          .relation(new Relation("Parent", "ParentId", "Account"))
          .build();

  private Kql() {}

  private static Field field(String name, FieldType type, String nativeType) {
    return new Field(name, type, nativeType, true, true, true);
  }

  static Query parse(String kql) {
    return QueryParser.kql().parse(kql);
  }

  static SoqlQuery compile(String kql, ObjectSchema schema, Completion completion) {
    return new SoqlCompiler().compile(Normalizer.normalize(parse(kql), schema), schema, completion);
  }

  /** The only statement of a query to an account that did not describe its object type. */
  static String soql(String kql) {
    return soql(kql, ObjectSchema.unknown());
  }

  /** The only statement of a query, of which apex-parser says that it is SOQL. */
  static String soql(String kql, ObjectSchema schema) {
    List<String> statements = compile(kql, schema, Completion.STRICT).statements();
    Assertions.assertThat(statements).hasSize(1);
    SoqlJudge.kinds(statements.get(0));
    return statements.get(0);
  }

  /** What stands after WHERE. */
  static String where(String kql, ObjectSchema schema) {
    String soql = soql("SELECT Id FROM Account WHERE " + kql, schema);
    return soql.substring(soql.indexOf(" WHERE ") + 7);
  }

  static SearchPlan plan(String kql, ObjectSchema schema, Completion completion) {
    return new SalesforceConnector().plan(parse(kql), schema, completion);
  }

  /** The faults of a query in strict mode, each as {@code code at text}. */
  static List<String> faults(String kql, ObjectSchema schema) {
    try {
      plan(kql, schema, Completion.STRICT);
    } catch (QueryException e) {
      return e.diagnostics().stream().map(diagnostic -> fault(diagnostic, kql)).toList();
    }
    throw new AssertionError("not refused: " + kql);
  }

  private static String fault(Diagnostic diagnostic, String kql) {
    Span span = diagnostic.at().span().orElse(new Span(0, 0));
    return diagnostic.code().wireName() + " at " + kql.substring(span.start(), span.end());
  }
}
