package dev.crmql.sandbox.dynamics;

import dev.crmql.sandbox.http.Request;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Prefer} header asks for.
 *
 * @param maxPageSize rows in a page, from 1 to 5,000; empty if not said
 * @param annotations the names or patterns of the annotations wanted
 */
record Preferences(OptionalInt maxPageSize, List<String> annotations, boolean continueOnError) {
  /**
   * Most rows in a page, and as many as there are without a word about it (Web API, Page results).
   */
  static final int PAGE_LIMIT = 5000;

  private static final Pattern MAX_PAGE_SIZE =
      Pattern.compile("\\bodata\\.maxpagesize\\s*=\\s*([^,;\\s]*)");
  private static final Pattern ANNOTATIONS =
      Pattern.compile("\\bodata\\.include-annotations\\s*=\\s*\"([^\"]*)\"");
  private static final Pattern CONTINUE = Pattern.compile("\\bodata\\.continue-on-error\\b");

  static Preferences of(Request request) {
    String header = String.join(",", request.headers().getOrDefault("prefer", List.of()));
    Matcher size = MAX_PAGE_SIZE.matcher(header);
    Matcher annotations = ANNOTATIONS.matcher(header);
    return new Preferences(
        size.find() ? OptionalInt.of(pageSize(size.group(1))) : OptionalInt.empty(),
        annotations.find()
            ? Arrays.stream(annotations.group(1).split(",")).map(String::strip).toList()
            : List.of(),
        CONTINUE.matcher(header).find());
  }

  /**
   * Whether the annotations asked for are all of them; never refuses, since refusals ask it
   * themselves.
   */
  static boolean wantsEveryAnnotation(Request request) {
    return request.headers().getOrDefault("prefer", List.of()).stream()
        .anyMatch(header -> header.contains("odata.include-annotations=\"*\""));
  }

  int pageSize() {
    return maxPageSize.orElse(PAGE_LIMIT);
  }

  boolean annotates(String term) {
    return annotations.stream()
        .anyMatch(
            wanted ->
                wanted.equals(term)
                    || (wanted.endsWith("*")
                        && term.startsWith(wanted.substring(0, wanted.length() - 1))));
  }

  private static int pageSize(String text) {
    if (text.matches("[0-9]{1,4}")) {
      int size = Integer.parseInt(text);
      if (size >= 1 && size <= PAGE_LIMIT) {
        return size;
      }
    }
    throw Refusal.badQuery(
        "odata.maxpagesize must be a number from 1 to " + PAGE_LIMIT + ", not '" + text + "'.");
  }
}
