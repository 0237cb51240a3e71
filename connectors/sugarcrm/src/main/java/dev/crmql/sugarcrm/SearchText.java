package dev.crmql.sugarcrm;

import dev.crmql.spi.KeywordText;
import dev.crmql.spi.TextQuery;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes words for the global search. Servers may read {@code & | ( )}, a hyphen before a word, and
 * {@code AND}, {@code OR} and {@code NOT} in upper case as operators (server sources, {@code
 * src/Elasticsearch/Query/Parser/SimpleTermParser.php}) and have no escape for them. The index has
 * neither signs nor upper case, so a text without them finds the same, whether they are operators
 * or not.
 */
final class SearchText {

  private static final Pattern SIGNS = Pattern.compile("[&|()]+");
  private static final Pattern HYPHENS_BEFORE_A_WORD =
      Pattern.compile("(?<![^\\s\\p{Z}\\p{Cntrl}])-+");
  private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT");

  private SearchText() {}

  /**
   * The text that finds the words.
   *
   * @throws dev.crmql.diagnostics.QueryException if there is no word; a search for nothing would
   *     find everything
   */
  static String of(TextQuery query) {
    String words = SIGNS.matcher(query.text()).replaceAll(" ");
    String plain = HYPHENS_BEFORE_A_WORD.matcher(words).replaceAll("");
    return KeywordText.words(new TextQuery(query.language(), plain, query.pageSize())).stream()
        .map(word -> OPERATORS.contains(word) ? word.toLowerCase(Locale.ROOT) : word)
        .collect(Collectors.joining(" "));
  }
}
