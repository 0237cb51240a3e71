package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.language.Language;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.spi.Page;
import dev.crmql.spi.Row;
import dev.crmql.spi.TextPlan;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Salesforce answers to SOQL, SOSL and keywords. */
class TextAnswerTest {

  private static final String FOUND =
      "[{'attributes':{'type':'Account',"
          + "'url':'/services/data/v60.0/sobjects/Account/001Ax00000Rk1lQIAR'},"
          + "'Id':'001Ax00000Rk1lQIAR','Name':'Hello World Ltd'},"
          + "{'attributes':{'type':'Contact',"
          + "'url':'/services/data/v60.0/sobjects/Contact/003Ax00000Bv7zQIAR'},"
          + "'Id':'003Ax00000Bv7zQIAR','Name':'World Hello'}]";

  private static Page page(TextPlan plan, String body) {
    return Answers.CONNECTOR.decode(plan.requests().get(0), Answers.answer(200, body), plan);
  }

  private static Row soql(String record) {
    return page(Texts.plan(Language.SOQL, "SELECT Id FROM Account"), Answers.only(record))
        .rows()
        .get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'searchRecords':%s}", "%s"})
  void whatASearchFindsIsOnePage(String body) {
    for (Language language : new Language[] {Language.SOSL, Language.KEYWORD}) {
      String text = language == Language.SOSL ? "FIND {hello world}" : "hello world";
      Page page = page(Texts.plan(language, text), body.formatted(FOUND));
      assertThat(Answers.ids(page)).containsExactly("001Ax00000Rk1lQIAR", "003Ax00000Bv7zQIAR");
      assertThat(page.rows()).map(Row::type).containsExactly("Account", "Contact");
      assertThat(page.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'searchRecords':{}}", "{'done':true,'records':[]}", "[1]", "x"})
  void whatIsNoAnswerToASearchIsTheAccountsFault(String body) {
    TextPlan plan = Texts.plan(Language.SOSL, "FIND {hello}");
    assertThatThrownBy(() -> page(plan, body))
        .isInstanceOfSatisfying(
            UpstreamException.class,
            e -> assertThat(e.fault().kind()).isEqualTo(UpstreamFault.Kind.UNEXPECTED));
  }

  @Test
  void theNextPageOfSoqlIsAskedForInTheSameSize() {
    Page page =
        page(
            Texts.plan(Language.SOQL, "SELECT Id FROM Account", 500),
            "{'totalSize':2003,'done':false,"
                + "'nextRecordsUrl':'/services/data/v60.0/query/01gAx0000055555YAA-500',"
                + "'records':[]}");
    assertThat(page.next().orElseThrow().target())
        .isEqualTo("/services/data/v60.0/query/01gAx0000055555YAA-500");
    assertThat(page.next().orElseThrow().headers())
        .containsEntry("Sforce-Query-Options", "batchSize=500");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'attributes':{'type':'Lead'},'Id':'001Ax00000Rk1aQ'} | 001Ax00000Rk1aQIAR | Lead",
        "{'attributes':{'type':'Lead','url':'/a/Lead/00Q1'},'Name':'x'} | 00Q1 | Lead",
        "{'attributes':{'type':'AggregateResult'},'expr0':3} | `` | AggregateResult",
        "{'attributes':{'type':'AggregateResult'},'Id':'001Ax00000Rk1aQIAR','n':3}"
            + " | `` | AggregateResult",
        "{'Name':'x'} | `` | ``",
      })
  void aRowIsWhatItsRecordSays(String record, String id, String type) {
    Row row = soql(record);
    assertThat(row.id()).isEqualTo(id);
    assertThat(row.type()).isEqualTo(type);
  }

  @Test
  void aRecordIsShownAsItCame() {
    String record =
        "{'attributes':{'type':'Account'},'Id':'1','Parent':{'attributes':{},'Name':'y'},"
            + "'Contacts':{'totalSize':1,'done':true,'records':[{'Name':'z'}]},"
            + "'CreatedDate':'2018-02-23T03:05:45.000+0100'}";
    Row row = soql(record);
    assertThat(row.shown().toString()).isEqualTo(record.replace('\'', '"'));
    assertThat(row.value(FieldPath.of("parent", "name")).textValue()).isEqualTo("y");
    assertThat(row.value(FieldPath.of("CreatedDate")).textValue())
        .isEqualTo("2018-02-23T02:05:45Z");
  }

  private static UpstreamFault fault(TextPlan plan, String code, String message) {
    String json =
        "[{\"errorCode\":\"" + code + "\",\"message\":\"" + message.replace("\n", "\\n") + "\"}]";
    return Answers.CONNECTOR.fault(
        new UpstreamResponse(400, Map.of(), json.getBytes(StandardCharsets.UTF_8)),
        Optional.of(plan));
  }

  private static NodeLocation located(Language language, String text, String message) {
    return fault(Texts.plan(language, text), "MALFORMED_QUERY", message).at();
  }

  @Test
  void theReferencesRejectionIsTracedToItsColumn() {
    String soql = "SELECT id, foo FROM Account";
    NodeLocation at =
        located(
            Language.SOQL,
            soql,
            "\nSELECT id, foo FROM Account\n           ^\nERROR at Row:1:Column:12\n"
                + "No such column 'foo' on entity 'Account'. ..");
    assertThat(at.span().orElseThrow().start()).isEqualTo(11);
    assertThat(Texts.part(at, soql)).isEqualTo("foo");
  }

  @Test
  void rowsAreTheLinesOfTheText() {
    String soql = "SELECT Id\nFROM Account\nWHERE Owner.Nosuch = 'a b' AND é";
    assertThat(Texts.part(located(Language.SOQL, soql, "ERROR at Row:3:Column:9\nx"), soql))
        .isEqualTo("Owner.Nosuch");
    assertThat(Texts.part(located(Language.SOQL, soql, "ERROR at Row:3:Column:25\nx"), soql))
        .isEqualTo("'a b'");
    assertThat(located(Language.SOQL, soql, "ERROR at Row:3:Column:33\nx").span().orElseThrow())
        .extracting(span -> span.start(), span -> span.length())
        .containsExactly(soql.length(), 0);
    assertThat(located(Language.SOQL, soql, "ERROR at Row:4:Column:1\nx").span()).isEmpty();
    assertThat(located(Language.SOQL, soql, "ERROR at Row:1:Column:99\nx").span()).isEmpty();
    assertThat(located(Language.SOQL, soql, "ERROR at Row:0:Column:0\nx").span()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "No such column 'notes' on entity 'Contact'          | 11 | Notes",
        "sObject type 'Contact' is not supported.            | 22 | Contact",
        "Didn't understand relationship 'Acc' in field path  | 50 | Acc.Name",
        "field 'Notes' can not be filtered in a query call   | 68 | Notes",
        "field 'Notes' can not be sorted in a query call     | 89 | Notes",
        "something 'else'                                    | -1 | ``",
      })
  void aNameIsTracedWhereThereIsNoColumn(String message, int start, String part) {
    String soql =
        "SELECT Id, Notes FROM Contact WHERE F = 'Acc' AND Acc.Name = '' AND Notes = 'x'"
            + " ORDER BY Notes";
    NodeLocation at = located(Language.SOQL, soql, message);
    assertThat(Texts.part(at, soql)).isEqualTo(part);
    assertThat(at.span().map(span -> span.start()).orElse(-1)).isEqualTo(start);
  }

  @Test
  void aSearchIsTracedToo() {
    String sosl = "FIND {Nosuch} IN ALL FIELDS RETURNING Account(Id, Nosuch)";
    NodeLocation at = located(Language.SOSL, sosl, "No such column 'Nosuch' on entity 'Account'");
    assertThat(at.span().orElseThrow().start()).isEqualTo(50);
  }

  private static Optional<UpstreamRequest> instead(
      TextPlan plan, UpstreamRequest rejected, String code, String message) {
    return Answers.CONNECTOR.insteadOf(rejected, fault(plan, code, message), plan);
  }

  /** The clauses of a keyword's search after faults of these messages, one after the other. */
  private static String clausesWithout(String code, String... messages) {
    TextPlan plan = Texts.plan(Language.KEYWORD, HOSTILE);
    UpstreamRequest request = plan.requests().get(0);
    String term =
        request.query().get("q").replaceFirst(" IN ALL FIELDS RETURNING Account\\(.*", "");
    for (String message : messages) {
      request = instead(plan, request, code, message).orElseThrow();
      assertThat(request.query().get("q")).startsWith(term + " IN ALL FIELDS RETURNING ");
    }
    return SoslJudge.clauses(request.query().get("q"));
  }

  private static final String HOSTILE = "x} IN ALL FIELDS RETURNING Task(Id, Status LIMIT 1)";

  @Test
  void aPropertyThatTheAccountMayNotSeeIsLeftOut() {
    String clauses =
        clausesWithout(
            "INVALID_FIELD",
            "\nRETURNING Task(Id, Status\n  ^\nERROR at Row:1:Column:60\n"
                + "No such column 'Status' on entity 'Task'. If you are ..",
            "No such column 'rating' on sobject of type Account");
    assertThat(clauses)
        .contains("Task(Id, Subject, Priority, AccountId, Description, ")
        .contains("AnnualRevenue, Description, CreatedDate, LastModifiedDate LIMIT 333), Contact(")
        .contains("Lead(Id, Name, FirstName, LastName, Company, Status, AnnualRevenue, Rating, ");
  }

  @Test
  void aTypeThatTheAccountLacksIsLeftOut() {
    assertThat(clausesWithout("INVALID_TYPE", "sObject type 'Campaign' is not supported. If .."))
        .contains("LIMIT 333), Task(Id, Subject, ")
        .doesNotContain("Campaign");
  }

  @Test
  void whereNoPropertyIsNamedTheIdsOfTheTypesAreLeft() {
    assertThat(clausesWithout("INVALID_FIELD", "a field is hidden"))
        .isEqualTo(
            "IN ALL FIELDS RETURNING Account(Id LIMIT 333), Contact(Id LIMIT 333),"
                + " Lead(Id LIMIT 333), Opportunity(Id LIMIT 333), Campaign(Id LIMIT 333),"
                + " Task(Id LIMIT 333) LIMIT 2000");
  }

  @Test
  void otherFaultsOfAKeywordStand() {
    TextPlan plan = Texts.plan(Language.KEYWORD, "hello world");
    UpstreamRequest request = plan.requests().get(0);
    assertThat(instead(plan, request, "MALFORMED_SEARCH", "No such column 'Name' on entity 'Lead'"))
        .isEmpty();
    assertThat(instead(plan, request, "INVALID_TYPE", "sObject type 'User' is not supported"))
        .isEmpty();
    UpstreamRequest ids = instead(plan, request, "INVALID_FIELD", "hidden").orElseThrow();
    assertThat(instead(plan, ids, "INVALID_FIELD", "hidden")).isEmpty();
    assertThat(fault(plan, "INVALID_FIELD", "x 'Phone'").at().span()).isEmpty();
  }

  @Test
  void theCallersOwnTextIsNeverChanged() {
    String sosl = "FIND {x1} IN ALL FIELDS RETURNING Lead(Id, Foo LIMIT 333), Task(Id LIMIT 333)";
    TextPlan plan = Texts.plan(Language.SOSL, sosl);
    assertThat(
            instead(
                plan,
                plan.requests().get(0),
                "INVALID_FIELD",
                "No such column 'Foo' on entity 'Lead'"))
        .isEmpty();
  }

  @Test
  void whatIsLeftOutIsTold() {
    TextPlan plan = Texts.plan(Language.KEYWORD, "hello");
    assertThat(page(plan, FOUND).notes()).isEmpty();
    UpstreamRequest less =
        instead(
                plan,
                plan.requests().get(0),
                "INVALID_TYPE",
                "sObject type 'Lead' is not supported")
            .flatMap(
                request ->
                    instead(
                        plan,
                        request,
                        "INVALID_FIELD",
                        "No such column 'Title' on entity 'Contact'"))
            .orElseThrow();
    assertThat(Answers.CONNECTOR.decode(less, Answers.answer(200, FOUND), plan).notes())
        .containsExactly(
            "Contact.Title is left out: the account lacks it, or may not see it",
            "Lead is not searched: the account lacks it, or may not see it");
  }

  private static String rows(int accounts, int contacts) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < accounts + contacts; i++) {
      rows.append(i == 0 ? "[" : ",")
          .append("{'attributes':{'type':'")
          .append(i < accounts ? "Account" : "Contact")
          .append("'},'Id':'")
          .append(i)
          .append("'}");
    }
    return rows.append("]").toString();
  }

  @ParameterizedTest
  @CsvSource({"332, 332, ''", "333, 1, Account", "1, 400, Contact", "333, 333, 'Account, Contact'"})
  void rowsOfATypeThatMayGoOnAreTold(int accounts, int contacts, String types) {
    Optional<String> bound =
        page(Texts.plan(Language.KEYWORD, "hello"), rows(accounts, contacts)).bound();
    if (types.isEmpty()) {
      assertThat(bound).isEmpty();
    } else {
      assertThat(bound.orElseThrow()).contains("at most 333 rows").endsWith(" of " + types);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FIND {x1} | 1999 | false",
        "FIND {x1} | 2000 | true",
        "FIND {x1 LIMIT 5} RETURNING Account(Id LIMIT 2000), Contact | 2000 | true",
        "FIND {x1} RETURNING Account(Id LIMIT 9) limit 2000 | 2000 | false",
      })
  void rowsOfASearchThatMayGoOnAreTold(String sosl, int rows, boolean bound) {
    assertThat(page(Texts.plan(Language.SOSL, sosl), rows(rows, 0)).bound().isPresent())
        .isEqualTo(bound);
  }
}
