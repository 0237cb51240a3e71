package dev.crmql.sandbox.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleDataTest {
  private final SampleData data = SampleData.create();

  @Test
  void isTheSameInEveryRun() {
    assertThat(SampleData.create()).isEqualTo(data);
    assertThat(data.contacts().get(1234).hashCode())
        .isEqualTo(SampleData.create().contacts().get(1234).hashCode());
  }

  @Test
  void isLargerThanAPageOfAnyServiceNeedsToBe() {
    assertThat(data.contacts()).hasSizeGreaterThan(2_000);
    assertThat(
            data.accounts().size()
                + data.leads().size()
                + data.opportunities().size()
                + data.campaigns().size()
                + data.tasks().size())
        .isGreaterThan(1_500);
  }

  @Test
  void everyOptionalPropertyHasValuesAndGaps() throws Exception {
    Set<String> always =
        Set.of(
            "number",
            "name",
            "lastName",
            "company",
            "status",
            "stage",
            "priority",
            "closeDate",
            "created",
            "modified");
    for (List<?> records : kinds()) {
      for (RecordComponent property : records.get(0).getClass().getRecordComponents()) {
        long gaps = 0;
        for (Object record : records) {
          gaps += property.getAccessor().invoke(record) == null ? 1 : 0;
        }
        boolean campaignStatus = records == data.campaigns() && property.getName().equals("status");
        if (always.contains(property.getName()) && !campaignStatus) {
          assertThat(gaps).as(property.toString()).isZero();
        } else {
          assertThat(gaps).as(property.toString()).isBetween(1L, (long) records.size() - 1);
        }
      }
    }
  }

  @Test
  void everyAwkwardTextIsSomeAccountsName() {
    assertThat(data.accounts().stream().map(SampleData.Account::name))
        .containsAll(SampleText.AWKWARD);
  }

  @Test
  void textsAreEmptyBlankOrWithoutBlanksAtTheirEnds() throws Exception {
    List<String> texts = texts();

    assertThat(texts)
        .contains("", " ")
        .allSatisfy(text -> assertThat(isBlankOrTrim(text)).isTrue());
  }

  @Test
  void noTextChangesItsLengthWithItsCase() throws Exception {
    assertThat(new HashSet<>(texts()))
        .allSatisfy(
            text -> {
              assertThat(text.toUpperCase(Locale.ROOT)).hasSameSizeAs(text);
              assertThat(text.toLowerCase(Locale.ROOT)).hasSameSizeAs(text);
              assertThat(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT))
                  .isEqualTo(text.toLowerCase(Locale.ROOT));
              assertThat(text).doesNotContain("i\u0307", "ı", "İ", "ß", "ς", "σ", "Σ");
            });
  }

  @Test
  void linksLeadToRecordsThatExist() {
    assertThat(data.contacts())
        .allSatisfy(
            contact ->
                assertThat(contact.account() == null || isAccount(contact.account())).isTrue());
    assertThat(data.accounts())
        .allSatisfy(
            account ->
                assertThat(account.parent() == null || account.parent() < account.number())
                    .isTrue());
  }

  private boolean isAccount(int number) {
    return number >= 1 && number <= data.accounts().size();
  }

  private static boolean isBlankOrTrim(String text) {
    return text.isBlank() || text.equals(text.strip());
  }

  private List<String> texts() throws Exception {
    List<String> texts = new ArrayList<>();
    for (List<?> records : kinds()) {
      for (RecordComponent property : records.get(0).getClass().getRecordComponents()) {
        for (Object record : records) {
          if (property.getAccessor().invoke(record) instanceof String text) {
            texts.add(text);
          }
        }
      }
    }
    return texts;
  }

  private List<List<?>> kinds() {
    return List.of(
        data.accounts(),
        data.contacts(),
        data.leads(),
        data.opportunities(),
        data.campaigns(),
        data.tasks());
  }
}
