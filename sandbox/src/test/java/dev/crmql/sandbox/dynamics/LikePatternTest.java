package dev.crmql.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "abc, ABC",
        "a%c, abbbc",
        "a%, a",
        "%%, x",
        "a_c, abc",
        "_, 😀",
        "[ab]x, bx",
        "[a-c]x, Bx",
        "[^a]x, bx",
        "a[%]b, a%b",
        "a[_]b, a_b",
        "[[]x], [x]",
        "a]b, a]b",
        "[-a], -",
        "[a-], -",
        "[a\\]x, \\x",
        "a\\b, a\\b",
        "50$.*+?, 50$.*+?",
        "ÆØÅ, æøå",
        "[&&a], &",
      })
  void matches(String like, String text) {
    assertThat(Pattern.compile(LikePattern.toRegex(like)).matcher(text).find()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "abc, abcd",
        "abc, xabc",
        "a_c, ac",
        "[x], [x]",
        "[a-c]x, dx",
        "[^a]x, ax",
        "[z-a], m",
        "[], []",
        "a[%]b, axb",
        "[abc, [abc",
        "a\\%b, a%b",
      })
  void doesNotMatch(String like, String text) {
    assertThat(Pattern.compile(LikePattern.toRegex(like)).matcher(text).find()).isFalse();
  }
}
