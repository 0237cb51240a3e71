package dev.crmql.diagnostics;

import dev.crmql.query.NodeLocation;
import java.util.List;
import java.util.Objects;

/**
 * One thing that is wrong with a query.
 *
 * @param code what kind of thing; a contract that programs may rely on
 * @param at where; {@link NodeLocation#NONE} if the query was not written or the whole is meant
 * @param message a sentence for a person, without a full stop; may improve between versions
 * @param hints what to do about it, each a sentence in lower case; may be empty
 */
public record Diagnostic(DiagnosticCode code, NodeLocation at, String message, List<String> hints) {

  /** Keeps message and hints as they can be printed: they quote names that anybody chose. */
  public Diagnostic {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(at, "at");
    message = SafeText.of(message);
    hints = hints.stream().map(SafeText::of).toList();
  }

  /** A diagnostic with these hints. */
  public static Diagnostic of(
      DiagnosticCode code, NodeLocation at, String message, String... hints) {
    return new Diagnostic(code, at, message, List.of(hints));
  }
}
