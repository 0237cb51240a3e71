package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Page;
import dev.crmql.spi.Row;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryPagesTest {

  private static final String KQL = "SELECT Id FROM Account";

  private static final String ATTRIBUTES =
      "'attributes':{'type':'Account',"
          + "'url':'/services/data/v60.0/sobjects/Account/001Ax00000Rk1aQIAR'}";

  private static Row row(String kql, String record) {
    return Answers.page(kql, Answers.only(record)).rows().get(0);
  }

  @Test
  void theNextPageIsAskedForAsItIsNamed() {
    Page page =
        Answers.page(
            KQL,
            "{'totalSize':2003,'done':false,"
                + "'nextRecordsUrl':'/services/data/v60.0/query/01gAx0000055555YAA-2000',"
                + "'records':[]}");
    assertThat(page.rows()).isEmpty();
    assertThat(page.next().orElseThrow().target())
        .isEqualTo("/services/data/v60.0/query/01gAx0000055555YAA-2000");
    assertThat(page.next().orElseThrow().query()).isEmpty();
  }

  @Test
  void aPageThatIsDoneIsTheLast() {
    assertThat(
            Answers.page(
                    KQL,
                    "{'done':true,'nextRecordsUrl':'/services/data/v60.0/query/x','records':[]}")
                .next())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'done':false,'records':[]}",
        "{'done':false,'nextRecordsUrl':null,'records':[]}",
        "{'done':'true','records':[]}",
        "{'records':[]}",
        "{'done':true}",
        "{'done':true,'records':{}}",
        "{'done':true,'records':[1]}",
        "{'done':true,'records':[{'Name':'x'}]}",
        "[]",
        "",
        "null",
        "<html>maintenance</html>",
        "{'done':true,'records':[{'Id':'001",
        "{'done':true,'records':[]} trailing",
        "{'done':false,'records':[],'nextRecordsUrl':'https://evil.example/services/data/x'}",
        "{'done':false,'records':[],'nextRecordsUrl':'//evil.example/services/data/x'}",
        "{'done':false,'records':[],'nextRecordsUrl':'/services/data/../../x'}",
        "{'done':false,'records':[],'nextRecordsUrl':'/services/data//x'}",
        "{'done':false,'records':[],'nextRecordsUrl':'/services/data/x?q=y'}",
        "{'done':false,'records':[],'nextRecordsUrl':'/services/data/x y'}",
        "{'done':false,'records':[],'nextRecordsUrl':'/services/data/%2e%2e/x'}",
        "{'done':false,'records':[],'nextRecordsUrl':'@evil.example/services/data/x'}",
        "{'done':false,'records':[],'nextRecordsUrl':'/other/x'}",
      })
  void whatIsNoPageIsTheAccountsFault(String body) {
    assertThatThrownBy(() -> Answers.page(KQL, body))
        .isInstanceOfSatisfying(
            UpstreamException.class,
            e -> assertThat(e.fault().kind()).isEqualTo(UpstreamFault.Kind.UNEXPECTED));
  }

  @Test
  void theRecordInACompositeAnswerIsFound() {
    Page page =
        Answers.composite(
            Answers.plan(KQL),
            "{'compositeResponse':[{'body':"
                + Answers.only("{'Id':'001Ax00000Rk1aQIAR'}")
                + ",'httpHeaders':{},'httpStatusCode':200,'referenceId':'q0'}]}");
    assertThat(Answers.ids(page)).containsExactly("001Ax00000Rk1aQIAR");
  }

  @Test
  void aFailedPartOfACompositeAnswerIsAFailure() {
    String kql = "SELECT Id, foo FROM Account";
    assertThatThrownBy(
            () ->
                Answers.composite(
                    Answers.plan(kql),
                    "{'compositeResponse':[{'body':[{'message':'No such column "
                        + "\\u0027foo\\u0027','errorCode':'INVALID_FIELD'}],"
                        + "'httpHeaders':{},'httpStatusCode':400,'referenceId':'q0'}]}"))
        .isInstanceOfSatisfying(
            UpstreamException.class,
            e -> {
              assertThat(e.fault().kind()).isEqualTo(UpstreamFault.Kind.QUERY_REJECTED);
              assertThat(e.fault().code()).isEqualTo("INVALID_FIELD");
              assertThat(e.fault().at().span().orElseThrow().start()).isEqualTo(11);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'compositeResponse':[]}", "{'done':true,'records':[]}"})
  void aCompositeAnswerWithoutAPartIsTheAccountsFault(String body) {
    assertThatThrownBy(() -> Answers.composite(Answers.plan(KQL), body))
        .isInstanceOf(UpstreamException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "001Ax00000Rk1aQ, 001Ax00000Rk1aQIAR",
    "001Ax00000Rk1aQIAR, 001Ax00000Rk1aQIAR",
    "0015000000abcde, 0015000000abcdeAAA",
    "ABCDEFGHIJKLMNO, ABCDEFGHIJKLMNO555",
  })
  void idsHaveTheirLongForm(String given, String id) {
    assertThat(row(KQL, "{'Id':'" + given + "'}").id()).isEqualTo(id);
  }

  @Test
  void withoutAnIdPropertyTheRecordsAddressHasIt() {
    assertThat(row(KQL, "{" + ATTRIBUTES + "}").id()).isEqualTo("001Ax00000Rk1aQIAR");
  }

  @Test
  void theTypeIsWhatTheRecordSays() {
    assertThat(row(KQL, "{" + ATTRIBUTES + ",'Id':'1'}").type()).isEqualTo("Account");
    assertThat(row("SELECT Id FROM Leads", "{'Id':'1'}").type()).isEqualTo("Lead");
  }

  private static JsonNode value(String record, String... path) {
    return row(KQL, record).value(FieldPath.of(path));
  }

  @Test
  void valuesAreFoundInAnyCaseAndHaveOneForm() {
    String record =
        "{'Id':'1','Name':'x','CreatedDate':'2018-02-23T03:05:45.000+0000',"
            + "'Last':'2018-02-23T03:05:45.120+0100','Day':'2018-02-23','Amount':20000.50,"
            + "'Account':{'Name':'Volt','Owner':null},'Gone':null}";
    assertThat(value(record, "name").textValue()).isEqualTo("x");
    assertThat(value(record, "CreatedDate").textValue()).isEqualTo("2018-02-23T03:05:45Z");
    assertThat(value(record, "Last").textValue()).isEqualTo("2018-02-23T02:05:45.120Z");
    assertThat(value(record, "Day").textValue()).isEqualTo("2018-02-23");
    assertThat(value(record, "Amount").decimalValue()).isEqualTo("20000.50");
    assertThat(value(record, "account", "NAME").textValue()).isEqualTo("Volt");
    assertThat(value(record, "Account", "Owner", "Name").isNull()).isTrue();
    assertThat(value(record, "Gone").isNull()).isTrue();
    assertThat(value(record, "Missing").isNull()).isTrue();
  }

  @Test
  void textThatLooksLikeAMomentStaysTextWhereThePropertyIsText() {
    SearchPlan plan = Kql.plan(KQL, Kql.ACCOUNT, Completion.STRICT);
    Row row =
        Answers.CONNECTOR
            .decode(
                plan.requests().get(0),
                Answers.answer(
                    200, Answers.only("{'Id':'1','Phone':'2018-02-23T03:05:45.000+0000'}")),
                plan)
            .rows()
            .get(0);
    assertThat(row.value(FieldPath.of("Phone")).textValue())
        .isEqualTo("2018-02-23T03:05:45.000+0000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT Name FROM Account  | {'attributes':{},'Name':'x'}",
        "SELECT id FROM Account ORDER BY Name | {'attributes':{},'Id':'1'}",
        "SELECT Id, Owner.Name FROM Account ORDER BY Owner.Age, Parent.Name"
            + " | {'attributes':{},'Id':'1','Owner':{'attributes':{},'Name':'y'}}",
        "SELECT * FROM Account ORDER BY Parent.Name LIMIT 1"
            + " | {'attributes':{},'Id':'1','Name':'x','Owner':{'attributes':{},'Name':'y','Age':3}}",
      })
  void whatWasFetchedForTheEngineOnlyIsNotShown(String kql, String shown) {
    Row row =
        row(
            kql,
            "{'attributes':{},'Id':'1','Name':'x',"
                + "'Owner':{'attributes':{},'Name':'y','Age':3},'Parent':{'Name':'z'}}");
    assertThat(row.shown().toString()).isEqualTo(shown.replace('\'', '"'));
  }

  @Test
  void aRelationWithoutAnObjectIsShownAsNull() {
    assertThat(
            row("SELECT Parent.Name FROM Account", "{'Id':'1','Parent':null}").shown().toString())
        .isEqualTo("{\"Parent\":null}");
  }

  @Test
  void aRecordIsShownAsItCameWhereAllWasAskedFor() {
    Row row = row("SELECT Id, Name FROM Account", "{'Id':'1','Name':'x'}");
    assertThat(row.shown().toString()).isEqualTo("{\"Id\":\"1\",\"Name\":\"x\"}");
  }
}
