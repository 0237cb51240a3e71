package dev.crmql.sandbox.salesforce;

import java.util.Optional;

/**
 * Record ids as Salesforce makes them: 15 characters in which case counts, or the same with three
 * more that tell the case (Salesforce Help, "How to convert a 15-character ID to an 18-character
 * case-insensitive ID").
 */
final class SalesforceIds {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final long FIVE_DIGITS = 62L * 62 * 62 * 62 * 62;

  /** Prime to 62, so that different numbers have different ids, in an order that is not theirs. */
  private static final long SCATTER = 48_271;

  private SalesforceIds() {}

  /** The 18-character id of a record of the kind that {@code prefix} stands for. */
  static String of(String prefix, int number) {
    StringBuilder id = new StringBuilder(prefix).append("Ax00000");
    long rest = number * SCATTER % FIVE_DIGITS;
    for (long place = FIVE_DIGITS / 62; place > 0; place /= 62) {
      id.append(DIGITS.charAt((int) (rest / place % 62)));
    }
    return withSuffix(id.toString());
  }

  /** The 18-character form of an id in either form; nothing if the text is not an id. */
  static Optional<String> normalised(String id) {
    if (id.length() == 15 && id.chars().allMatch(c -> DIGITS.indexOf(c) >= 0)) {
      return Optional.of(withSuffix(id));
    }
    return id.length() == 18 && id.chars().allMatch(c -> DIGITS.indexOf(c) >= 0)
        ? Optional.of(id)
        : Optional.empty();
  }

  private static String withSuffix(String fifteen) {
    StringBuilder id = new StringBuilder(fifteen);
    for (int block = 0; block < 15; block += 5) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char c = fifteen.charAt(block + i);
        bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
      }
      id.append(SUFFIX.charAt(bits));
    }
    return id.toString();
  }
}
