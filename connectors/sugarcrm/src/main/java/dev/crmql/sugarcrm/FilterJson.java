package dev.crmql.sugarcrm;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.NodeLocation;

/**
 * Writes a filter definition. Each object holds one field and one operator: within {@code $or} the
 * service joins whatever else it holds by OR as well.
 */
final class FilterJson {

  /** The body, its filter's array and an element of that. */
  private static final int ROOT = 3;

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(256);
  private int level = ROOT;
  private int deepest = ROOT;

  /** How deep arrays and objects have been nested, the whole body counted. */
  int deepest() {
    return deepest;
  }

  /** Whether what is written next is ANDed to the whole filter. */
  boolean atRoot() {
    return level == ROOT;
  }

  int length() {
    return out.length();
  }

  /** Takes back what was written since the length was this. */
  void cutTo(int length) {
    out.setLength(length);
  }

  void comma() {
    out.append(',');
  }

  FilterJson open(String group) {
    out.append("{\"").append(group).append("\":[");
    level += 2;
    return this;
  }

  void close() {
    out.append("]}");
    level -= 2;
  }

  /** Starts a test, of which the operand must follow. */
  FilterJson test(String field, String operator) {
    out.append("{\"").append(field).append("\":{\"").append(operator).append("\":");
    deepest = Math.max(deepest, level + 1);
    return this;
  }

  void end() {
    out.append("}}");
  }

  /** A test with the empty text, which the operators that need no operand pass over. */
  void emptyTest(String field, String operator) {
    test(field, operator).plainText("").end();
  }

  FilterJson openList() {
    out.append('[');
    deepest = Math.max(deepest, level + 2);
    return this;
  }

  void closeList() {
    out.append(']');
  }

  FilterJson raw(String json) {
    out.append(json);
    return this;
  }

  /** Text that needs no escape. */
  FilterJson plainText(String text) {
    out.append('"').append(text).append('"');
    return this;
  }

  /**
   * Any text.
   *
   * @throws QueryException if it holds half a pair of surrogates: no UTF-8 has that, and what would
   *     be sent in its place is another text
   */
  FilterJson text(String text, NodeLocation at) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isSurrogate(c)) {
        if (!isPair(text, i)) {
          throw loneSurrogate(at);
        }
        i++;
        continue;
      }
      out.append(text, from, i);
      from = i + 1;
      escape(c);
    }
    out.append(text, from, text.length()).append('"');
    return this;
  }

  private void escape(char c) {
    out.append('\\');
    if (c >= ' ') {
      out.append(c);
    } else {
      out.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }

  private static boolean isPair(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }

  private static QueryException loneSurrogate(NodeLocation at) {
    return new QueryException(
        Diagnostic.of(
            DiagnosticCode.TYPE_MISMATCH,
            at,
            "the text holds half a pair of surrogates, which no UTF-8 text can",
            "write the whole character"));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
