package dev.crmql.normalize;

import dev.crmql.query.Value;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads numbers that stand in text, and writes them. */
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

  /** All digits of a number, unless a service's answer gives it gigabytes of zeros. */
  public static String write(BigDecimal number) {
    return Value.Numeric.inRange(number) ? number.toPlainString() : number.toString();
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
