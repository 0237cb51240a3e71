package dev.crmql.hubspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescribeTest {

  private static ObjectSchema describe(String object, int status, String answer) {
    return Plans.CONNECTOR
        .describe(
            object,
            request -> {
              assertEquals(UpstreamRequest.get("/crm/v3/properties/" + object, Map.of()), request);
              return CompletableFuture.completedFuture(Plans.answer(status, answer));
            })
        .toCompletableFuture()
        .join();
  }

  private static Throwable failure(String object, int status, String answer) {
    return assertThrows(CompletionException.class, () -> describe(object, status, answer))
        .getCause();
  }

  @ParameterizedTest
  @CsvSource({
    "string, text, TEXT, string",
    "number, number, DECIMAL, number",
    "date, date, DATE, date",
    "datetime, date, TIMESTAMP, datetime",
    "bool, booleancheckbox, BOOLEAN, bool",
    "enumeration, select, TEXT, enumeration",
    "enumeration, checkbox, TEXT, checkbox",
    "json, text, OTHER, json"
  })
  void propertiesAreOfTheTypeThatHubSpotSays(
      String type, String fieldType, FieldType expected, String nativeType) {
    ObjectSchema schema =
        describe(
            "deals",
            200,
            "{'results':[{'name':'x','type':'" + type + "','fieldType':'" + fieldType + "'}]}");
    assertEquals(
        Optional.of(new Field("x", expected, nativeType, true, true, true)), schema.field("x"));
    assertEquals(Optional.of("hs_object_id"), schema.idField());
    assertEquals(
        Optional.of(new Field("hs_object_id", FieldType.ID, "number", false, true, true)),
        schema.field("hs_object_id"));
  }

  @Test
  void choicesHaveTheirOptionsAndTrueAndFalseAreTruthValues() {
    ObjectSchema schema =
        describe(
            "deals",
            200,
            "{'results':[{'name':'s','type':'enumeration','options':[{'value':'A'},{'value':'b'}]},"
                + "{'name':'t','type':'enumeration','options':[{'value':'true'},{'value':'false'}]},"
                + "{'label':'no name'}]}");
    assertEquals(List.of("A", "b"), schema.field("s").orElseThrow().options());
    assertEquals(FieldType.BOOLEAN, schema.field("t").orElseThrow().type());
    assertEquals(3, schema.fields().size());
  }

  @Test
  void aTypeThatIsNotThereIsTheQuerysFault() {
    QueryException fault =
        (QueryException) failure("nosuch", 404, "{'category':'OBJECT_NOT_FOUND'}");
    assertEquals(DiagnosticCode.UNKNOWN_OBJECT, fault.diagnostics().get(0).code());
  }

  @Test
  void anotherFailureIsTheAccounts() {
    assertEquals(UpstreamException.class, failure("deals", 403, "{}").getClass());
    assertEquals(UpstreamException.class, failure("deals", 200, "<html>").getClass());
  }

  @ParameterizedTest
  @ValueSource(strings = {"campaign", "Campaigns", "a/b", "", "..", "é"})
  void whatCanBeNoTypeIsNotAskedFor(String object) {
    CompletableFuture<ObjectSchema> described =
        Plans.CONNECTOR
            .describe(object, request -> fail("asked for " + request.path()))
            .toCompletableFuture();
    CompletionException failure = assertThrows(CompletionException.class, described::join);
    assertEquals(QueryException.class, failure.getCause().getClass());
  }

  @ParameterizedTest
  @CsvSource({
    "account, companies",
    "Companies, companies",
    "DEALS, deals",
    "Opportunities, deals",
    "p123_Orders, p123_Orders",
    "campaigns, campaigns"
  })
  void standardTypesAreKnownInAnyCase(String written, String object) {
    assertEquals(object, Plans.CONNECTOR.objectName(written));
  }
}
