package dev.crmql.sandbox.hubspot;

import static dev.crmql.sandbox.hubspot.HubSpotClient.filter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.crmql.sandbox.data.SampleData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tokens: runs of letters and digits, found whole unless {@code *} says otherwise. */
class TokensTest extends HubSpotTest {

  /** Cuts by hand what the emulator leaves to regular expressions. */
  private static List<String> tokens(Object text) {
    List<String> tokens = new ArrayList<>();
    StringBuilder token = new StringBuilder();
    (text == null ? "" : lower(text) + " ")
        .codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c)) {
                token.appendCodePoint(c);
              } else if (token.length() > 0) {
                tokens.add(token.toString());
                token.setLength(0);
              }
            });
    return tokens;
  }

  private static void assertNames(String value, Predicate<String> test) {
    hubspot.assertFinds(
        "companies",
        filter("name", "CONTAINS_TOKEN", value),
        row -> tokens(row.get("name")).stream().anyMatch(test));
  }

  @Test
  void aTokenIsFoundWhole() {
    assertNames("JIM", "jim"::equals);
    assertNames("müller", "müller"::equals);
    assertNames("РАДУГА", "радуга"::equals);
    assertNames("東京", "東京"::equals);
    assertNames("𠮷野家", "𠮷野家"::equals);
  }

  @Test
  void aStarStandsForTheRestOfAToken() {
    assertNames("jim*", token -> token.startsWith("jim"));
    assertNames("*less", token -> token.endsWith("less"));
    assertNames("*loud*", token -> token.contains("loud"));
    assertNames("k**d", token -> token.startsWith("k") && token.endsWith("d"));
    assertNames("*", token -> true);
  }

  @Test
  void aStarStaysWithinItsToken() {
    assertEquals(List.of(), hubspot.found("companies", filter("name", "CONTAINS_TOKEN", "b*jim")));
    assertFalse(hubspot.found("companies", filter("name", "CONTAINS_TOKEN", "b* jim")).isEmpty());
  }

  @Test
  void otherCharactersCutTokensAndMeanNothing() {
    assertNames("o'brian", "brian"::equals);
    assertEquals(List.of(), hubspot.found("companies", filter("name", "CONTAINS_TOKEN", "%")));
    assertEquals(List.of(), hubspot.found("companies", filter("name", "CONTAINS_TOKEN", "🚀")));
    assertNames("50%_", "50"::equals);
    assertNames(".ime", "ime"::equals, false);
    assertNames("a\\\\_b", "b"::equals);
  }

  private static void assertNames(String value, Predicate<String> test, boolean some) {
    List<String> found = hubspot.found("companies", filter("name", "CONTAINS_TOKEN", value));
    assertEquals(some, !found.isEmpty());
    assertEquals(
        hubspot.stored("companies", row -> tokens(row.get("name")).stream().anyMatch(test)), found);
  }

  @Test
  void everyTokenHasToBeThereInAnyOrder() {
    hubspot.assertFinds(
        "companies",
        filter("name", "CONTAINS_TOKEN", "world, hello"),
        row -> tokens(row.get("name")).containsAll(List.of("hello", "world")));
  }

  @Test
  void oneTokenIsEnoughUnderTheOtherReading() {
    HubSpotReadings other = new HubSpotReadings(true, true, false, true);
    try (HubSpotClient client = new HubSpotClient(SampleData.create(), other)) {
      client.assertFinds(
          "companies",
          filter("name", "CONTAINS_TOKEN", "hello jim"),
          row -> tokens(row.get("name")).stream().anyMatch(Set.of("hello", "jim")::contains));
    }
  }

  @Test
  void checkedOptionsAreTokens() {
    hubspot.assertFinds(
        "companies",
        filter("markets", "CONTAINS_TOKEN", "north"),
        row -> row.get("markets") != null && ((String) row.get("markets")).contains("north"));
    hubspot.assertFinds(
        "companies", filter("markets", "EQ", "north"), row -> "north".equals(row.get("markets")));
  }

  @Test
  void patternsFindWhatTheyShow() {
    Pattern pattern = Pattern.compile(TokenPattern.ofFilter("a*1").get(0));
    assertTrue(pattern.matcher("(A1)").find());
    assertTrue(pattern.matcher("b, äa, abc1").find());
    assertFalse(pattern.matcher("äa1").find());
    assertFalse(pattern.matcher("a_1").find());
    assertFalse(pattern.matcher("a12").find());
    assertEquals(List.of(), TokenPattern.ofFilter("-- _ 🚀"));
    assertEquals(List.of(), TokenPattern.ofKeyword("*"));
  }

  @Test
  void keywordsBeginTokensOfTheSearchedProperties() {
    List<String> searched =
        List.of("website", "hs_searchable_calculated_phone_number", "name", "domain");
    assertEquals(
        hubspot.stored(
            "companies",
            row ->
                Arrays.stream(new String[] {"kloud", "n"})
                    .allMatch(
                        word ->
                            searched.stream()
                                .flatMap(name -> tokens(row.get(name)).stream())
                                .anyMatch(token -> token.startsWith(word)))),
        hubspot.ids("companies", "[]", ",\"query\":\"Kloud N\""));
    assertEquals(List.of(), hubspot.ids("companies", "[]", ",\"query\":\"kloud certainty\""));
    assertEquals(List.of(), hubspot.ids("companies", "[]", ",\"query\":\"%\""));
  }

  @Test
  void keywordsFindPhonesByTheirDigits() {
    Set<String> numbers =
        hubspot.rows("contacts").stream()
            .map(row -> (String) row.get("hs_searchable_calculated_phone_number"))
            .filter(number -> number != null && number.length() == 7)
            .collect(Collectors.toSet());
    String number = numbers.iterator().next();
    assertEquals(
        hubspot.stored(
            "contacts", row -> number.equals(row.get("hs_searchable_calculated_phone_number"))),
        hubspot.ids("contacts", "[]", ",\"query\":\"" + number + "\""));
  }

  @Test
  void keywordsAndFiltersHoldTogether() {
    assertEquals(
        hubspot.stored(
            "companies",
            row ->
                tokens(row.get("name")).stream().anyMatch(token -> token.startsWith("kloud"))
                    && "Hot".equals(row.get("rating"))),
        hubspot.ids(
            "companies",
            "[{\"filters\":[" + filter("rating", "EQ", "Hot") + "]}]",
            ",\"query\":\"kloud\""));
  }
}
