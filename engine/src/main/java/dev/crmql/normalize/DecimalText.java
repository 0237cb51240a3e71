package dev.crmql.normalize;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads numbers that stand in text. */
public final class DecimalText {

  /** More digits than any CRM keeps; a bound so that no text can make a number of gigabytes. */
  private static final int LONGEST = 64;

  private DecimalText() {}

  /** The number that the text is: a sign, digits and a fraction, no exponent and no blanks. */
  public static Optional<BigDecimal> read(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !isDecimal(text)) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text));
  }

  private static boolean isDecimal(String text) {
    int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    boolean digit = false;
    boolean point = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digit = true;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        return false;
      }
    }
    return digit;
  }
}
