package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeTest {

  private final List<UpstreamRequest> sent = new ArrayList<>();

  private ObjectSchema describe(String name, int status, String body) {
    return Answers.CONNECTOR
        .describe(
            name,
            request -> {
              sent.add(request);
              return CompletableFuture.completedFuture(Answers.answer(status, body));
            })
        .toCompletableFuture()
        .join();
  }

  private ObjectSchema withField(String field) {
    return describe("Account", 200, "{'name':'Account','fields':[" + field + "]}");
  }

  @Test
  void theObjectTypesOwnDescriptionIsAskedFor() {
    ObjectSchema schema =
        describe(
            "Account",
            200,
            "{'name':'Account','queryable':true,'fields':["
                + "{'name':'Id','type':'id','filterable':true,'sortable':true,'nillable':false},"
                + "{'name':'CreatedDate','type':'datetime','filterable':true,'sortable':true,"
                + "'nillable':false,'caseSensitive':false},"
                + "{'name':'Description','type':'textarea','length':32000,'filterable':false,"
                + "'sortable':false,'nillable':true},"
                + "{'name':'ParentId','type':'reference','referenceTo':['Account'],"
                + "'relationshipName':'Parent'},"
                + "{'name':'OwnerId','type':'reference','referenceTo':['Group','User'],"
                + "'relationshipName':'Owner'},"
                + "{'name':'Region__c','type':'reference','referenceTo':['Region__c'],"
                + "'relationshipName':'Region__r'}]}");
    assertThat(sent.get(0).target()).isEqualTo("/services/data/v60.0/sobjects/Account/describe");
    assertThat(schema.name()).isEqualTo("Account");
    assertThat(schema.idField()).contains("Id");
    assertThat(schema.field("CreatedDate"))
        .contains(new Field("CreatedDate", FieldType.TIMESTAMP, "datetime", false, true, true));
    assertThat(schema.field("Description"))
        .contains(new Field("Description", FieldType.TEXT, "textarea", true, false, false));
    assertThat(schema.relation("Parent")).contains(new Relation("Parent", "ParentId", "Account"));
    assertThat(schema.relation("Owner")).contains(new Relation("Owner", "OwnerId", "Name"));
    assertThat(schema.relation("Region__r"))
        .contains(new Relation("Region__r", "Region__c", "Region__c"));
  }

  @ParameterizedTest
  @CsvSource({
    "string, TEXT", "picklist, TEXT", "multipicklist, TEXT", "combobox, TEXT", "email, TEXT",
    "phone, TEXT", "url, TEXT", "textarea, TEXT", "encryptedstring, TEXT", "id, ID",
    "reference, ID", "boolean, BOOLEAN", "int, INTEGER", "long, INTEGER", "double, DECIMAL",
    "currency, DECIMAL", "percent, DECIMAL", "date, DATE", "datetime, TIMESTAMP", "time, OTHER",
    "address, OTHER", "location, OTHER", "base64, OTHER", "anyType, OTHER", "novelty, OTHER",
  })
  void typesAreWhatTheyCompareAs(String nativeType, FieldType type) {
    assertThat(withField("{'name':'X','type':'" + nativeType + "'}").field("X").orElseThrow())
        .isEqualTo(new Field("X", type, nativeType, !nativeType.equals("boolean"), true, true));
  }

  @Test
  void aRequiredCustomPropertyMayStillBeNullInOlderRecords() {
    String type = "'type':'string','nillable':false}";
    assertThat(withField("{'name':'X__c'," + type).field("X__c").orElseThrow().nullable()).isTrue();
    assertThat(withField("{'name':'X'," + type).field("X").orElseThrow().nullable()).isFalse();
    assertThat(
            withField("{'name':'X__c','type':'boolean','nillable':false}")
                .field("X__c")
                .orElseThrow()
                .nullable())
        .isFalse();
  }

  @Test
  void aTypeThatSalesforceSaysItLacksIsTheQuerysFault() {
    assertThatThrownBy(
            () -> describe("Acount", 400, "[{'errorCode':'INVALID_TYPE','message':'x'}]"))
        .cause()
        .isInstanceOfSatisfying(
            QueryException.class,
            e ->
                assertThat(e.diagnostics().get(0).code()).isEqualTo(DiagnosticCode.UNKNOWN_OBJECT));
  }

  @Test
  void theCaseOfATypesNameMatters() {
    assertThatThrownBy(
            () -> describe("region__C", 200, "{'name':'Region__c','fields':[{'name':'X'}]}"))
        .cause()
        .isInstanceOfSatisfying(
            QueryException.class,
            e ->
                assertThat(e.diagnostics().get(0).hints())
                    .containsExactly("did you mean Region__c?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "404 | [{'errorCode':'NOT_FOUND','message':'x'}]",
        "404 | <html></html>",
        "403 | \"\"",
        "200 | <html></html>",
        "200 | {}",
        "200 | {'name':'Account'}",
        "200 | {'name':'Account','fields':[]}",
      })
  void otherwiseTheTypeIsMerelyNotDescribed(int status, String body) {
    assertThatThrownBy(() -> describe("Account", status, body))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(UpstreamException.class);
  }

  @Test
  void aNameThatCouldLeadElsewhereIsNotSent() {
    assertThatThrownBy(() -> describe("../Account", 200, "{}"))
        .hasCauseInstanceOf(QueryException.class);
    assertThat(sent).isEmpty();
  }
}
