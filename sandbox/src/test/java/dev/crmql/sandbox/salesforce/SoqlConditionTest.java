package dev.crmql.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoqlConditionTest extends SalesforceTestBase {

  @Test
  void equalityIgnoresCase() throws Exception {
    assertThat(idsWhere("Account", "Name = 'KLOUDLESS ltd'"))
        .containsExactlyInAnyOrder(
            expected("Account", row -> "kloudless ltd".equalsIgnoreCase((String) row.get("Name"))));
  }

  @Test
  void notEqualKeepsRowsWithoutAValue() throws Exception {
    assertThat(idsWhere("Account", "Industry != 'Banking'"))
        .containsExactlyInAnyOrder(
            expected("Account", row -> !"Banking".equals(row.get("Industry"))));
  }

  @Test
  void notEqualWithAGuardDropsRowsWithoutAValue() throws Exception {
    assertThat(idsWhere("Account", "(Industry != 'Banking' AND Industry != null)"))
        .containsExactlyInAnyOrder(
            expected(
                "Account",
                row -> row.get("Industry") != null && !"Banking".equals(row.get("Industry"))));
  }

  @Test
  void notInKeepsRowsWithoutAValue() throws Exception {
    assertThat(idsWhere("Account", "Type NOT IN ('Partner', 'customer')"))
        .containsExactlyInAnyOrder(
            expected(
                "Account",
                row -> !Set.of("Partner", "Customer").contains(String.valueOf(row.get("Type")))));
  }

  @Test
  void negatedLikeKeepsRowsWithoutAValue() throws Exception {
    assertThat(idsWhere("Contact", "(NOT FirstName LIKE 'jim%')"))
        .containsExactlyInAnyOrder(
            expected("Contact", row -> !text(row, "FirstName").startsWith("jim")));
  }

  @Test
  void orderComparisonsDropRowsWithoutAValueButTheirNegationKeepsThem() throws Exception {
    assertThat(idsWhere("Account", "NumberOfEmployees < 10"))
        .containsExactlyInAnyOrder(
            expected(
                "Account", row -> row.get("NumberOfEmployees") instanceof Integer n && n < 10));
    assertThat(idsWhere("Account", "NOT NumberOfEmployees < 10"))
        .containsExactlyInAnyOrder(
            expected(
                "Account", row -> !(row.get("NumberOfEmployees") instanceof Integer n && n < 10)));
  }

  @Test
  void emptyTextIsNull() throws Exception {
    String[] without = expected("Account", row -> row.get("Website") == null);
    String[] with = expected("Account", row -> row.get("Website") != null);

    assertThat(idsWhere("Account", "Website = ''")).containsExactlyInAnyOrder(without);
    assertThat(idsWhere("Account", "Website = null")).containsExactlyInAnyOrder(without);
    assertThat(idsWhere("Account", "Website != ''")).containsExactlyInAnyOrder(with);
    assertThat(idsWhere("Account", "Website != null")).containsExactlyInAnyOrder(with);
    assertThat(idsWhere("Account", "Website IN ('')")).containsExactlyInAnyOrder(without);
    assertThat(idsWhere("Account", "Website NOT IN ('')")).containsExactlyInAnyOrder(with);
    assertThat(idsWhere("Account", "Website > ''")).isEmpty();
  }

  @Test
  void booleansHaveNoNull() throws Exception {
    String[] converted = expected("Lead", row -> Boolean.TRUE.equals(row.get("IsConverted")));
    String[] open = expected("Lead", row -> Boolean.FALSE.equals(row.get("IsConverted")));

    assertThat(idsWhere("Lead", "IsConverted != true")).containsExactlyInAnyOrder(open);
    assertThat(idsWhere("Lead", "IsConverted = null")).containsExactlyInAnyOrder(open);
    assertThat(idsWhere("Lead", "IsConverted != null")).containsExactlyInAnyOrder(converted);
    assertThat(idsWhere("Lead", "IsConverted != true AND IsConverted != null")).isEmpty();
  }

  @Test
  void aMissingParentHasNullFieldsAndFalseBooleans() throws Exception {
    Map<Object, Map<String, Object>> accounts =
        table("Account").rows().stream()
            .collect(Collectors.toMap(row -> row.get("Id"), row -> row));

    assertThat(idsWhere("Contact", "Account.Industry != 'Energy'"))
        .containsExactlyInAnyOrder(
            expected(
                "Contact",
                row ->
                    !"Energy"
                        .equals(
                            accounts
                                .getOrDefault(row.get("AccountId"), Map.of())
                                .get("Industry"))));
    assertThat(idsWhere("Contact", "Account.Name = null"))
        .containsExactlyInAnyOrder(expected("Contact", row -> row.get("AccountId") == null));
    assertThat(idsWhere("Contact", "Account.OnCreditHold__c = false AND AccountId = null"))
        .containsExactlyInAnyOrder(expected("Contact", row -> row.get("AccountId") == null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // Each pattern beside the awkward names that it finds.
        "a\\_b%          | a_b,a_b\\",
        "a\\_b           | a_b",
        "%\\%\\_%        | 50%_off",
        "\\%             | %",
        "%a\\_b\\\\%     | a_b\\",
        "\\\\            | \\",
        "O\\'Brian%      | O'Brian & Sons",
        "東京%            | 東京,東京商事",
        "%😀%            | \"\"",
        "%🚀%            | 🚀,🚀 Rocket",
        "café m%         | Café Müller,CAFÉ MÜLLER",
        "[x]             | [x]",
        "^%              | ^caret",
      })
  void likeKnowsItsEscapes(String pattern, String names) throws Exception {
    Set<String> found =
        records("SELECT Name FROM Opportunity WHERE Name LIKE '" + pattern + "'").stream()
            .map(record -> record.get("Name").asText())
            .collect(Collectors.toSet());

    assertThat(found)
        .isEqualTo(names == null || names.isEmpty() ? Set.of() : Set.of(names.split(",")));
  }

  @Test
  void anUnescapedUnderscoreIsAnyCharacter() throws Exception {
    assertThat(idsWhere("Opportunity", "Name LIKE 'a_b'"))
        .containsExactlyInAnyOrder(
            expected(
                "Opportunity", row -> Set.of("a_b", "axb", "a+b").contains(text(row, "Name"))));
  }

  @Test
  void everyAwkwardNameIsFoundByItsEscapedLiteral() throws Exception {
    for (Map<String, Object> row : table("Opportunity").rows()) {
      String name = (String) row.get("Name");
      String literal =
          name.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t");
      assertThat(idsWhere("Opportunity", "Name = '" + literal + "'"))
          .contains((String) row.get("Id"));
    }
  }

  @Test
  void datesAndDateTimesCompareInTheirOwnForm() throws Exception {
    LocalDate day = LocalDate.of(2024, 7, 1);
    Instant midnight = Instant.parse("2018-02-23T00:00:00Z");

    assertThat(idsWhere("Opportunity", "CloseDate < 2024-07-01"))
        .containsExactlyInAnyOrder(
            expected("Opportunity", row -> ((LocalDate) row.get("CloseDate")).isBefore(day)));
    String[] since =
        expected("Contact", row -> !((Instant) row.get("CreatedDate")).isBefore(midnight));
    assertThat(idsWhere("Contact", "CreatedDate >= 2018-02-23T00:00:00Z"))
        .containsExactlyInAnyOrder(since);
    assertThat(idsWhere("Contact", "CreatedDate >= 2018-02-23T01:00:00.000+01:00"))
        .containsExactlyInAnyOrder(since);
  }

  @Test
  void numbersCompareByValue() throws Exception {
    assertThat(idsWhere("Opportunity", "Amount >= 12500.50 AND Amount <= 12500.500"))
        .containsExactlyInAnyOrder(
            expected(
                "Opportunity",
                row ->
                    row.get("Amount") instanceof BigDecimal amount
                        && amount.compareTo(new BigDecimal("12500.5")) == 0));
    assertThat(idsWhere("Opportunity", "Amount IN (-250.5, 0)"))
        .containsExactlyInAnyOrder(
            expected(
                "Opportunity",
                row ->
                    row.get("Amount") instanceof BigDecimal amount
                        && Set.of("-250.50", "0.00").contains(amount.toPlainString())));
  }

  @Test
  void bothFormsOfAnIdAreKnown() throws Exception {
    String id = (String) table("Account").rows().get(7).get("Id");

    assertThat(idsWhere("Account", "Id = '" + id + "'")).containsExactly(id);
    assertThat(idsWhere("Account", "Id IN ('" + id.substring(0, 15) + "')")).containsExactly(id);
  }

  @Test
  void bracketsAndNotNest() throws Exception {
    assertThat(
            idsWhere(
                "Lead",
                "(Status = 'Open' OR (NOT (Rating = 'Hot' AND Company LIKE '%k%'))) AND Email != null"))
        .containsExactlyInAnyOrder(
            expected(
                "Lead",
                row ->
                    (row.get("Status").equals("Open")
                            || !("Hot".equals(row.get("Rating"))
                                && text(row, "Company").contains("k")))
                        && row.get("Email") != null));
  }

  private static String text(Map<String, Object> row, String column) {
    return String.valueOf(row.get(column)).toLowerCase(java.util.Locale.ROOT);
  }
}
