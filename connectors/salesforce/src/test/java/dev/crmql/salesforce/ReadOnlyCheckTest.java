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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FIND {x1}",
        "find{UPDATE TRACKING}",
        "FIND {\"UPDATE TRACKING\"} RETURNING Account(Id WHERE Name = 'UPDATE VIEWSTAT')",
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
