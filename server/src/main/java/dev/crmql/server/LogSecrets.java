package dev.crmql.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of lines of the log, whoever writes them: those that are known, and what stands
 * where secrets do, such as the value of {@code Authorization}. Known ones are found in the time
 * that the line takes to read, however many there are. Thread-safe.
 */
final class LogSecrets {

  /** Those of this process, as there is one log. */
  static final LogSecrets OF_PROCESS = new LogSecrets();

  /** What is shorter could stand in any line, and is no secret that would keep anybody out. */
  static final int SHORTEST = 6;

  private static final String HIDDEN = "***";

  /** Tokens that were handed out; an hour's worth of thousands of accounts. */
  private static final int MOST_PASSING = 4096;

  /** A quote may be that of a JSON text within one. */
  private static final String QUOTE = "(?:\\\\*[\"'])?";

  private static final List<Pattern> PLACES =
      List.of(
          Pattern.compile(
              "(?i)authorization" + QUOTE + "\\s*[:=]\\s*\\[?" + QUOTE + "([^\\r\\n\"'\\\\\\]}]+)"),
          Pattern.compile("(?i)\\bbearer\\s+([^\\s\"'\\\\\\]}]+)"),
          Pattern.compile(
              "(?i)(?:access_token|refresh_token|client_secret)"
                  + QUOTE
                  + "\\s*[:=]\\s*"
                  + QUOTE
                  + "([^\\s\"'\\\\&,}]+)"),
          // What Jetty says of a buffer shows pieces of requests, some cut within a token.
          Pattern.compile("\\[p=\\d+,l=\\d+,c=\\d+,r=\\d+]=\\{((?:[^\"\\\\\\r\\n]|\\\\.)*)"));

  /** By their first characters; a secret stands as often as it was added. */
  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  private final Set<String> lasting = ConcurrentHashMap.newKeySet();
  private final Deque<String> passing = new ArrayDeque<>();

  /** Hides a secret as long as the process runs. */
  void addForGood(String secret) {
    if (lasting.add(secret)) {
      add(secret);
    }
  }

  /** Hides a secret until it is removed as often as it was added. */
  void add(String secret) {
    for (String form : forms(secret)) {
      known.merge(start(form), List.of(form), LogSecrets::joined);
    }
  }

  void remove(String secret) {
    for (String form : forms(secret)) {
      known.computeIfPresent(start(form), (start, all) -> without(all, form));
    }
  }

  /** Hides a secret until many newer ones have passed. */
  synchronized void addPassing(String secret) {
    add(secret);
    passing.addLast(secret);
    if (passing.size() > MOST_PASSING) {
      remove(passing.removeFirst());
    }
  }

  /** The line with asterisks in the place of secrets. */
  String hiddenIn(String line) {
    BitSet hidden = new BitSet();
    for (int at = 0; at + SHORTEST <= line.length(); at++) {
      for (String secret : known.getOrDefault(line.substring(at, at + SHORTEST), List.of())) {
        if (line.startsWith(secret, at)) {
          hidden.set(at, at + secret.length());
        }
      }
    }
    for (Pattern place : PLACES) {
      Matcher found = place.matcher(line);
      while (found.find()) {
        hidden.set(found.start(1), found.end(1));
      }
    }
    return hidden.isEmpty() ? line : without(line, hidden);
  }

  private static String without(String line, BitSet hidden) {
    StringBuilder shown = new StringBuilder(line.length());
    int at = 0;
    while (at < line.length()) {
      int from = hidden.nextSetBit(at);
      if (from < 0) {
        return shown.append(line, at, line.length()).toString();
      }
      shown.append(line, at, from).append(HIDDEN);
      at = hidden.nextClearBit(from);
    }
    return shown.toString();
  }

  /** As it is, and as JSON and forms have it. */
  private static Set<String> forms(String secret) {
    Set<String> forms = new LinkedHashSet<>();
    if (secret.length() >= SHORTEST) {
      forms.add(secret);
      forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(secret)));
      forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
    return forms;
  }

  private static String start(String form) {
    return form.substring(0, SHORTEST);
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  private static List<String> without(List<String> all, String one) {
    List<String> left = new ArrayList<>(all);
    left.remove(one);
    return left.isEmpty() ? null : List.copyOf(left);
  }
}
