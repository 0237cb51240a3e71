package dev.crmql.sugarcrm;

import dev.crmql.query.Condition;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes conditions on a person's whole name. The name is what the answer shows: salutation, first
 * and last name in the order and with the punctuation of the API's user, never NULL, empty if all
 * of them are. The service passes over conditions on it, so what is written finds the persons of
 * whom one part of the name holds each word that is looked for; the engine checks the whole name.
 *
 * <p>Formats of names set blanks, commas or the like between the parts. So a stretch of letters and
 * digits stands within one part.
 */
final class PersonNames {

  private final FilterJson json;
  private final List<String> parts;

  /**
   * A writer.
   *
   * @param parts the fields of which the name is made, one or more
   */
  PersonNames(FilterJson json, List<String> parts) {
    this.json = json;
    this.parts = parts;
  }

  Pushed comparison(Condition.Comparison condition) {
    return switch (condition.operator()) {
      case EQUAL -> holdsWordsOf(condition.value());
      case NOT_EQUAL, LESS, LESS_OR_EQUAL -> Pushed.NOTHING;
      case GREATER, GREATER_OR_EQUAL -> {
        anyPart("$not_null");
        yield Pushed.SUPERSET;
      }
    };
  }

  Pushed like(Condition.Like condition) {
    return condition.negated() ? Pushed.NOTHING : words(condition.text(), condition.at());
  }

  Pushed in(Condition.In condition) {
    if (condition.negated()) {
      return Pushed.NOTHING;
    }
    json.open("$or");
    for (int i = 0; i < condition.values().size(); i++) {
      if (i > 0) {
        json.comma();
      }
      holdsWordsOf(condition.values().get(i));
    }
    json.close();
    return Pushed.SUPERSET;
  }

  /** The name is never NULL, nor is the id. */
  Pushed nullTest(Condition.NullTest condition) {
    json.emptyTest("id", condition.negated() ? "$not_null" : "$is_null");
    return Pushed.EXACT;
  }

  Pushed emptyTest(Condition.EmptyTest condition) {
    if (condition.negated()) {
      anyPart("$not_equals");
      return Pushed.SUPERSET;
    }
    json.open("$and");
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        json.comma();
      }
      emptyPart(parts.get(i));
    }
    json.close();
    return Pushed.SUPERSET;
  }

  /** Blanks are trimmed off the whole name. */
  private void emptyPart(String part) {
    json.open("$or").emptyTest(part, "$is_null");
    json.comma();
    json.emptyTest(part, "$equals");
    json.comma();
    json.test(part, "$starts").plainText(" ").end();
    json.close();
  }

  /** A number equals text that is written otherwise. */
  private Pushed holdsWordsOf(Value value) {
    return words(value instanceof Value.Text text ? text.text() : "", value.at());
  }

  private Pushed words(String text, NodeLocation at) {
    List<String> words = words(text);
    if (words.isEmpty()) {
      anyPart("$not_null");
    } else if (words.size() == 1) {
      anyPartHolds(words.get(0), at);
    } else {
      json.open("$and");
      for (int i = 0; i < words.size(); i++) {
        if (i > 0) {
          json.comma();
        }
        anyPartHolds(words.get(i), at);
      }
      json.close();
    }
    return Pushed.SUPERSET;
  }

  private void anyPart(String operator) {
    json.open("$or");
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        json.comma();
      }
      json.emptyTest(parts.get(i), operator);
    }
    json.close();
  }

  private void anyPartHolds(String word, NodeLocation at) {
    json.open("$or");
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        json.comma();
      }
      json.test(parts.get(i), "$contains").text(word, at).end();
    }
    json.close();
  }

  /** The stretches of letters, digits, marks and pictures, each once. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>(2);
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      if (!isOfWord(c)) {
        add(text, start, at, words);
        start = next;
      }
      at = next;
    }
    add(text, start, at, words);
    return words;
  }

  private static void add(String text, int start, int end, List<String> words) {
    if (end > start && !words.contains(text.substring(start, end))) {
      words.add(text.substring(start, end));
    }
  }

  private static boolean isOfWord(int c) {
    if (Character.isLetterOrDigit(c)) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.OTHER_SYMBOL,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
