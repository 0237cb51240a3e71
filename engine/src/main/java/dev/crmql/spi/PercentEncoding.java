package dev.crmql.spi;

import java.nio.charset.StandardCharsets;

/** Percent-encodes text as UTF-8, leaving only RFC 3986's unreserved characters bare. */
public final class PercentEncoding {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  /** Appends the text, encoded. A lone surrogate becomes {@code %3F}, as it has no UTF-8. */
  public static void append(StringBuilder to, String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (isUnreserved(c)) {
        to.append(c);
      } else if (c < 0x80) {
        append(to, c);
      } else {
        int end = i + (Character.isHighSurrogate(c) && i + 1 < length ? 2 : 1);
        for (byte b : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
          append(to, b & 0xFF);
        }
        i = end - 1;
      }
    }
  }

  /** The text, encoded. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    append(encoded, text);
    return encoded.toString();
  }

  private static void append(StringBuilder to, int b) {
    to.append('%').append(HEX[b >> 4]).append(HEX[b & 0xF]);
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
