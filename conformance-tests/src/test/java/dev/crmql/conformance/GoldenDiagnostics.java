package dev.crmql.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A file of refused queries and what people see of each; its own first lines say its form. */
final class GoldenDiagnostics {

  private static final Pattern MARKED = Pattern.compile("([a-z ]*|[.]{3})> ?(.*)");
  private static final Pattern CHARACTER = Pattern.compile("<U[+]([0-9A-F]{4,6})>");

  private static final Pattern REPEATED = Pattern.compile("<([0-9]+) times ([^>]+)>");

  private static final String FURTHER_LINE = "...";
  private static final String INSTEAD = "instead";
  private static final String BECAUSE = "because";

  private GoldenDiagnostics() {}

  /**
   * A query and its picture.
   *
   * @param asked who is asked and in which language, such as {@code kql} or {@code dynamics dql}
   * @param written the query as the file has it, over its lines
   * @param instead a query that follows the hint
   * @param because why the text is not good yet
   * @param picture what people see
   */
  record Entry(
      String heading,
      String asked,
      List<String> written,
      Optional<String> instead,
      Optional<String> because,
      String picture) {

    String query() {
      return characters(String.join("\n", written));
    }

    Optional<String> insteadQuery() {
      return instead.map(GoldenDiagnostics::characters);
    }

    private static Entry of(String heading, List<String> lines) {
      String asked = "";
      List<String> written = new ArrayList<>();
      Optional<String> instead = Optional.empty();
      Optional<String> because = Optional.empty();
      int next = 0;
      for (; next < lines.size(); next++) {
        Matcher marked = MARKED.matcher(lines.get(next));
        if (!marked.matches()) {
          break;
        }
        String mark = marked.group(1);
        switch (mark) {
          case FURTHER_LINE -> written.add(marked.group(2));
          case INSTEAD -> instead = Optional.of(marked.group(2));
          case BECAUSE -> because = Optional.of(marked.group(2));
          default -> {
            asked = mark;
            written.add(marked.group(2));
          }
        }
      }
      String picture = String.join("\n", lines.subList(next, lines.size()));
      return new Entry(heading, asked, written, instead, because, picture);
    }

    private String text(String newPicture) {
      StringBuilder text = new StringBuilder();
      text.append(asked).append("> ").append(String.join("\n" + FURTHER_LINE + "> ", written));
      instead.ifPresent(query -> text.append('\n').append(INSTEAD).append("> ").append(query));
      because.ifPresent(reason -> text.append('\n').append(BECAUSE).append("> ").append(reason));
      return text.append('\n').append(newPicture).append('\n').toString();
    }
  }

  /** The entries, in the file's order. */
  static List<Entry> read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    String heading = "";
    for (String block : blocks(file)) {
      if (isHeading(block)) {
        heading = block.replaceFirst("#+ ", "");
      } else {
        entries.add(Entry.of(heading, block.lines().toList()));
      }
    }
    return entries;
  }

  /** Writes the file again, with the pictures given, one for each entry. */
  static void rewrite(Path file, List<String> pictures) throws IOException {
    List<String> texts = new ArrayList<>();
    int entry = 0;
    for (String block : blocks(file)) {
      texts.add(
          isHeading(block)
              ? block + "\n"
              : Entry.of("", block.lines().toList()).text(pictures.get(entry++)));
    }
    Files.writeString(file, String.join("\n", texts));
  }

  /** Headings and comments, and entries: what stands between empty lines. */
  private static List<String> blocks(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return Pattern.compile("\n\n+").splitAsStream(text.strip()).collect(Collectors.toList());
  }

  private static boolean isHeading(String block) {
    return block.startsWith("#");
  }

  private static String characters(String written) {
    String repeated =
        REPEATED
            .matcher(written)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(2).repeat(Integer.parseInt(found.group(1)))));
    return CHARACTER
        .matcher(repeated)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
  }
}
