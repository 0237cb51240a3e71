package dev.crmql.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import dev.crmql.spi.Upstream;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MetadataTest {

  private static final String DEFINITION =
      "{\"value\":[{\"LogicalName\":\"opportunity\",\"EntitySetName\":\"opportunities\","
          + "\"PrimaryIdAttribute\":\"opportunityid\",\"PrimaryNameAttribute\":\"name\"}]}";
  private static final String ATTRIBUTES =
      """
      {"value":[
       {"LogicalName":"opportunityid","AttributeTypeName":{"Value":"UniqueidentifierType"}},
       {"LogicalName":"name","AttributeTypeName":{"Value":"StringType"},"AttributeOf":null},
       {"LogicalName":"owneridname","AttributeTypeName":{"Value":"StringType"},"AttributeOf":"ownerid"},
       {"LogicalName":"ownerid","AttributeTypeName":{"Value":"OwnerType"}},
       {"LogicalName":"statecode","AttributeTypeName":{"Value":"StateType"}},
       {"LogicalName":"isprivate","AttributeTypeName":{"Value":"BooleanType"}},
       {"LogicalName":"actualvalue","AttributeTypeName":{"Value":"MoneyType"}},
       {"LogicalName":"createdon","AttributeTypeName":{"Value":"DateTimeType"},
        "DateTimeBehavior":{"Value":"UserLocal"}},
       {"LogicalName":"closedate","AttributeTypeName":{"Value":"DateTimeType"},
        "DateTimeBehavior":{"Value":"DateOnly"}},
       {"LogicalName":"meetsat","AttributeTypeName":{"Value":"DateTimeType"},
        "DateTimeBehavior":{"Value":"TimeZoneIndependent"}},
       {"LogicalName":"image","AttributeTypeName":{"Value":"VirtualType"}},
       {"LogicalName":"bad,name","AttributeTypeName":{"Value":"StringType"}}]}
      """;
  private static final String PARENTS =
      "{\"value\":[{\"ReferencingAttribute\":\"customerid\","
          + "\"ReferencingEntityNavigationPropertyName\":\"customerid_account\","
          + "\"ReferencedEntity\":\"account\"}]}";
  private static final String CHILDREN =
      "{\"value\":[{\"ReferencingAttribute\":\"opportunityid\","
          + "\"ReferencedEntityNavigationPropertyName\":\"product_opportunities\","
          + "\"ReferencingEntity\":\"opportunityproduct\"}]}";

  private final List<String> asked = new ArrayList<>();

  /** Answers by the last word of the path. */
  private Upstream answering(Map<String, UpstreamResponse> answers) {
    return request -> {
      asked.add(request.target());
      String path = request.path();
      return CompletableFuture.completedFuture(
          answers.get(path.substring(path.lastIndexOf('/') + 1)));
    };
  }

  private static UpstreamResponse answer(int status, String body) {
    return new UpstreamResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, UpstreamResponse> answers(UpstreamResponse children) {
    return Map.of(
        "EntityDefinitions", answer(200, DEFINITION),
        "Attributes", answer(200, ATTRIBUTES),
        "ManyToOneRelationships", answer(200, PARENTS),
        "OneToManyRelationships", children);
  }

  private ObjectSchema describe(Map<String, UpstreamResponse> answers) {
    return Plans.CONNECTOR.describe("opportunity", answering(answers)).toCompletableFuture().join();
  }

  @Test
  void theTablesNamesColumnsAndRelationsAreRead() {
    ObjectSchema schema = describe(answers(answer(200, CHILDREN)));
    assertThat(schema.isKnown()).isTrue();
    assertThat(schema.name()).isEqualTo("opportunity");
    assertThat(schema.collection()).hasValue("opportunities");
    assertThat(schema.idField()).hasValue("opportunityid");
    assertThat(schema.field("opportunityid")).map(Field::nullable).hasValue(false);
    assertThat(schema.field("name")).map(Field::type).hasValue(FieldType.TEXT);
    assertThat(schema.field("statecode")).map(Field::type).hasValue(FieldType.INTEGER);
    assertThat(schema.field("isprivate")).map(Field::nullable).hasValue(true);
    assertThat(schema.field("actualvalue")).map(Field::type).hasValue(FieldType.DECIMAL);
    assertThat(schema.field("createdon")).map(Field::type).hasValue(FieldType.TIMESTAMP);
    assertThat(schema.field("closedate")).map(Field::type).hasValue(FieldType.DATE);
    assertThat(schema.field("meetsat"))
        .map(Field::nativeType)
        .hasValue(AttributeTypes.TIME_ZONE_INDEPENDENT);
    assertThat(schema.field("image")).map(Field::filterable).hasValue(false);
    assertThat(schema.field("owneridname")).isEmpty();
    assertThat(schema.field("_ownerid_value")).map(Field::type).hasValue(FieldType.ID);
    assertThat(schema.field("bad,name")).isEmpty();
    assertThat(schema.relations())
        .containsExactlyInAnyOrder(
            new Relation("customerid_account", "customerid", "account"),
            new Relation("product_opportunities", "opportunityid", "opportunityproduct", true));
  }

  @Test
  void theTableIsLookedUpAsDocumented() {
    describe(answers(answer(200, CHILDREN)));
    assertThat(asked.get(0))
        .isEqualTo(
            "/api/data/v9.2/EntityDefinitions?$select=LogicalName%2CEntitySetName"
                + "%2CPrimaryIdAttribute%2CPrimaryNameAttribute"
                + "&$filter=LogicalName%20eq%20%27opportunity%27");
    assertThat(asked)
        .contains(
            "/api/data/v9.2/EntityDefinitions(LogicalName='opportunity')/Attributes"
                + "?$filter=IsValidODataAttribute%20eq%20true%20and%20IsValidForRead%20eq%20true");
  }

  @Test
  void aServiceThatTellsNothingOfRelatedRowsIsStillDescribed() {
    ObjectSchema schema = describe(answers(answer(404, "")));
    assertThat(schema.relations()).hasSize(1);
  }

  @Test
  void noRowMeansThatThereIsNoSuchTable() {
    requireUnknown("obrian");
    assertThat(asked.get(0)).endsWith("LogicalName%20eq%20%27obrian%27");
  }

  @Test
  void aNameThatNoTableCanHaveIsNotAskedFor() {
    requireUnknown("o'brian");
    requireUnknown("\uD800");
    assertThat(asked).isEmpty();
  }

  private void requireUnknown(String table) {
    Upstream upstream = answering(Map.of("EntityDefinitions", answer(200, "{\"value\":[]}")));
    CompletableFuture<ObjectSchema> described =
        Plans.CONNECTOR.describe(table, upstream).toCompletableFuture();
    assertThatThrownBy(described::join)
        .cause()
        .isInstanceOfSatisfying(
            QueryException.class,
            e ->
                assertThat(e.diagnostics().get(0).code()).isEqualTo(DiagnosticCode.UNKNOWN_OBJECT));
  }

  @Test
  void anAnswerThatIsNoMetadataIsAnError() {
    for (UpstreamResponse bad :
        List.of(
            answer(503, "<html>"),
            answer(200, "<html>"),
            answer(200, "{\"value\":[{\"LogicalName\":\"a/b\"}]}"))) {
      assertThatThrownBy(() -> describe(Map.of("EntityDefinitions", bad)))
          .hasCauseInstanceOf(UpstreamException.class);
    }
  }
}
