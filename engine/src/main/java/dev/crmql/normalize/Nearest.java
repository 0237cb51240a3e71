package dev.crmql.normalize;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the name that somebody may have meant. */
final class Nearest {

  private record Candidate(String name, int distance) {}

  private Nearest() {}

  /**
   * The candidate that is at most a third of the name's length away, in edits; the first of equals.
   */
  static Optional<String> to(String name, Stream<String> candidates) {
    int most = Math.max(1, name.length() / 3);
    String wanted = name.toLowerCase(Locale.ROOT);
    return candidates
        .map(candidate -> new Candidate(candidate, distance(wanted, candidate)))
        .filter(candidate -> candidate.distance() <= most)
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  /** Edits of one character, a swap of neighbours counting as one, regardless of case. */
  private static int distance(String wanted, String candidate) {
    String other = candidate.toLowerCase(Locale.ROOT);
    int[][] rows = new int[wanted.length() + 1][other.length() + 1];
    for (int i = 0; i <= wanted.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        int change = wanted.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int least =
            Math.min(rows[i - 1][j - 1] + change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && wanted.charAt(i - 1) == other.charAt(j - 2)
            && wanted.charAt(i - 2) == other.charAt(j - 1)) {
          least = Math.min(least, rows[i - 2][j - 2] + 1);
        }
        rows[i][j] = least;
      }
    }
    return rows[wanted.length()][other.length()];
  }
}
