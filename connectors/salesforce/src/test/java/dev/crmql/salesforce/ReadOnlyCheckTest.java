package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.language.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT Id FROM Account",
        "select id from Account where Name = 'x FOR VIEW' or Name = '\\' for update \\\\'",
        "SELECT FOR__c, Update__c, View, Tracking__c FROM Update__c",
        "SELECT COUNT(Id) n FROM Account",
        "SELECT Name, COUNT(Id) FROM Account GROUP BY Name HAVING COUNT(Id) > 1",
        "SELECT Id, (SELECT Id FROM Contacts) FROM Account WITH SECURITY_ENFORCED",
        "SELECT Id FROM Account WHERE Name = '{' USING SCOPE Mine",
        "SELECT Id FROM Account WHERE Name = '\"'",
        "SELECT Id FROM nosuch WHERE",
      })
  void queriesAreLeftToSalesforce(String soql) {
    assertThat(Texts.sent(Language.SOQL, soql)).isEqualTo(soql);
  }

  /** Odd texts that are SOQL to apex-parser and read only. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select Id from Account where Name='a'and Phone='b'",
        "SELECT\nId\n,\tName\r\nFROM\nAccount\nLIMIT\n1",
        "SELECT Id FROM Account WHERE Name = 'it\\'s \\\\'",
        "SELECT Id FROM Account WHERE Name = ''",
        "SELECT Id FROM Account WHERE Name = '/* FOR VIEW' AND Phone = '*/ // -- {'",
        "SELECT Id FROM Account WHERE Name = '\\u0027 FOR VIEW'",
        "SELECT Id FROM Account WHERE Name IN ('FOR', 'VIEW')",
        "SELECT Id FROM Account USING SCOPE team WHERE Name != null",
        "SELECT Id FROM Account WHERE Name = 'x' WITH SECURITY_ENFORCED LIMIT 5",
        "SELECT Id FROM Account WITH USER_MODE",
        "SELECT TYPEOF What WHEN Account THEN Phone, Name ELSE Name END FROM Event",
        "SELECT Id, (SELECT Id FROM Contacts WHERE LastName LIKE '%(%' LIMIT 3) FROM Account a",
        "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Title = 'FOR')",
        "SELECT Id FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact)",
        "SELECT Id FROM Account WHERE (NOT Name LIKE 'a%') AND CreatedDate = LAST_N_DAYS:30",
        "SELECT Id FROM Account WHERE CreatedDate > 2020-01-01T00:00:00Z AND X__c = 2020-01-01",
        "SELECT Id FROM Product2 WHERE Price__c > USD10 OR Colours__c INCLUDES ('a;b', 'c')",
        "SELECT Id FROM Account ORDER BY Name DESC NULLS LAST, Id LIMIT 10 OFFSET 5 ALL ROWS",
        "SELECT FIELDS(ALL) FROM Account LIMIT 200",
        "SELECT COUNT(Id) n, Name FROM Account GROUP BY ROLLUP(Name) HAVING COUNT(Id) > 1",
        "SELECT toLabel(Status), FORMAT(Amount) a, convertCurrency(Amount) FROM Lead",
        "SELECT Id FROM Account WHERE DISTANCE(Loc__c, GEOLOCATION(1.5,2), 'mi') < 20",
        "SELECT Title FROM Article__kav WITH DATA CATEGORY Geo__c ABOVE usa__c",
        "SELECT Account.Owner.Name, Update__c, View__r.For__c FROM Contact",
        "SELECT Id /* it's FOR VIEW */ FROM Account // don't FOR UPDATE\nLIMIT 1",
      })
  void whatAnotherReaderTakesAndOnlyReadsIsNotRefused(String soql) {
    SoqlJudge.kinds(soql);
    assertThat(Texts.sent(Language.SOQL, soql)).isEqualTo(soql);
  }

  /** Odd texts that are SOQL to apex-parser and leave a trace. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT Id FROM Account FOR /**/ VIEW",
        "SELECT Id FROM Account/*'*/FOR UPDATE/*'*/",
        "SELECT Id FROM Account // '\nFOR REFERENCE // '",
        "SELECT Id FROM Account WHERE Name = '//' for\nview",
        "SELECT Id FROM Account WHERE Name = '/*' FOR UPDATE",
        "SELECT Id, (SELECT Id FROM Contacts LIMIT 1 FOR UPDATE) FROM Account",
        "SELECT Id FROM Account ALL ROWS FOR UPDATE",
        "SELECT Title FROM FAQ__kav UPDATE/**/VIEWSTAT",
      })
  void whatAnotherReaderTakesAndLeavesATraceIsRefused(String soql) {
    SoqlJudge.kinds(soql);
    assertThat(Texts.faults(Language.SOQL, soql))
        .singleElement()
        .satisfies(fault -> assertThat(fault).startsWith("not-read-only at "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FIND {x1}",
        "find{UPDATE TRACKING}",
        "FIND {\"UPDATE TRACKING\"} RETURNING Account(Id WHERE Name = 'UPDATE VIEWSTAT')",
        "FIND {http://x /* ' */} RETURNING Account(Id) WITH SNIPPET(target_length=120)",
        "find {a} in all fields returning Account(toLabel(Rating), Name USING LISTVIEW=Mine)",
        "FIND {a}\nWITH DIVISION = 'Global'\nWITH NETWORK = 'x'\nLIMIT 5",
        "FIND /* it's */ {a}",
        "FIND {x\\}\\{\\\"'} IN NAME FIELDS RETURNING Account(Id, Name) LIMIT 3",
      })
  void searchesAreLeftToSalesforce(String sosl) {
    assertThat(Texts.sent(Language.SOSL, sosl)).isEqualTo(sosl);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT Id FROM Account FOR VIEW            | not-read-only at FOR VIEW",
        "SELECT Id FROM Account for\u00A0Reference  | not-read-only at for\u00A0Reference",
        "SELECT Id FROM Account FOR\tUPDATE         | not-read-only at FOR\tUPDATE",
        "SELECT Id FROM FAQ UPDATE TRACKING         | not-read-only at UPDATE TRACKING",
        "SELECT Id FROM FAQ LIMIT 10UPDATE VIEWSTAT | not-read-only at 10UPDATE VIEWSTAT",
        "SELECT Id FROM A WHERE d > 2020-01-01T00:00:00ZFOR VIEW | not-read-only at 00ZFOR VIEW",
        "SELECT Id FROM A WHERE n = 'x'FOR VIEW     | not-read-only at FOR VIEW",
        "SELECT Id FROM A WHERE n = '\\\\' FOR VIEW  | not-read-only at FOR VIEW",
        "SELECT Id, (SELECT Id FROM B FOR VIEW) FROM A | not-read-only at FOR VIEW",
        "SELECT COUNT() FROM Account                | unsupported-construct at COUNT()",
        "select count ( ) from Account              | unsupported-construct at count ( )",
        "FIND {x} RETURNING Account                 | syntax-error at FIND",
        "DELETE FROM Account                        | syntax-error at DELETE",
        "hello                                      | syntax-error at hello",
        "'SELECT'                                   | syntax-error at 'SELECT'",
        "SELECT Id FROM A WHERE n = 'x              | unterminated-literal at 'x",
        "SELECT Id FROM A WHERE n = 'x\\'           | unterminated-literal at 'x\\'",
        "SELECT Id FROM A WHERE n = \"'\" FOR VIEW  | double-quoted-value at \"",
        "``                                         | syntax-error at",
        "` `                                        | syntax-error at",
      })
  void soqlThatIsNoReadingIsRefused(String soql, String fault) {
    assertThat(Texts.faults(Language.SOQL, soql))
        .singleElement()
        .satisfies(found -> assertThat(found.strip()).isEqualTo(fault));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FIND {x} UPDATE TRACKING                 | not-read-only at UPDATE TRACKING",
        "FIND {x} RETURNING FAQ(Id) update viewstat | not-read-only at update viewstat",
        "FIND {x\\\\} UPDATE TRACKING             | not-read-only at UPDATE TRACKING",
        "SELECT Id FROM Account                   | syntax-error at SELECT",
        "FIND                                     | syntax-error at FIND",
        "FIND 'x'                                 | syntax-error at 'x'",
        "FIND {x\\}                               | unterminated-literal at {x\\}",
        "FIND {x} /*'*/ UPDATE TRACKING /*'*/    | not-read-only at UPDATE TRACKING",
        "FIND {x} /* UPDATE TRACKING              | unterminated-literal at /* UPDATE TRACKING",
        "FIND {\"x} ' \"} UPDATE TRACKING '       | unterminated-literal at \"x",
        "FIND {a {b} ' } UPDATE TRACKING '        | unexpected-character at {",
        "``                                       | syntax-error at",
      })
  void soslThatIsNoReadingIsRefused(String sosl, String fault) {
    assertThat(Texts.faults(Language.SOSL, sosl))
        .singleElement()
        .satisfies(found -> assertThat(found.strip()).isEqualTo(fault));
  }

  @Test
  void everyClauseThatLeavesATraceIsNamed() {
    assertThat(Texts.faults(Language.SOQL, "SELECT Id FROM A FOR VIEW FOR REFERENCE"))
        .containsExactly("not-read-only at FOR VIEW", "not-read-only at FOR REFERENCE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SOQL | FIND {x}                    | lang=sosl reads FIND",
        "SOSL | SELECT Id FROM A            | lang=soql reads SELECT",
        "SOQL | hello                       | lang=keyword looks for words",
        "SOQL | SELECT COUNT() FROM A       | SELECT COUNT(Id) gives the number as a record",
        "SOQL | SELECT Id FROM A FOR UPDATE | leave the clause out",
      })
  void aHintSaysWhatToDo(Language language, String text, String hint) {
    assertThat(Texts.diagnostics(language, text))
        .singleElement()
        .extracting(Diagnostic::hints)
        .isEqualTo(List.of(hint));
  }

  @Test
  void whatIsTooLongIsRefused() {
    String most = "SELECT Id FROM A WHERE n = '" + "x".repeat(100_000 - 29) + "'";
    assertThat(Texts.plan(Language.SOQL, most).requests()).hasSize(1);
    assertThat(Texts.faults(Language.SOQL, most + " ")).containsExactly("request-too-long at ");
    assertThat(Texts.faults(Language.SOSL, "FIND {" + "x".repeat(8000) + "}"))
        .containsExactly("request-too-long at ");
  }
}
