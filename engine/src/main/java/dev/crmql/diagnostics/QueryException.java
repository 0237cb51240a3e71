package dev.crmql.diagnostics;

import dev.crmql.query.NodeLocation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Thrown for a query that can't be read or can't be asked. It is the query's fault. */
public final class QueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;
  private final String text;

  /**
   * A query with these faults. The message has each of theirs once, though a diagnostic is of one
   * place.
   *
   * @param diagnostics one or more
   * @param text the query as written, or null if it was built without text
   */
  public QueryException(List<Diagnostic> diagnostics, String text) {
    super(
        diagnostics.stream().map(Diagnostic::message).distinct().collect(Collectors.joining("; ")));
    if (diagnostics.isEmpty()) {
      throw new IllegalArgumentException("a query exception needs a diagnostic");
    }
    this.diagnostics = List.copyOf(diagnostics);
    this.text = text;
  }

  /** A query, built or of text not at hand, with this fault. */
  public QueryException(Diagnostic diagnostic) {
    this(List.of(diagnostic), null);
  }

  /** This exception for the text that the query was read from. */
  public QueryException withText(String queryText) {
    QueryException copy = new QueryException(diagnostics, queryText);
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  /** This exception with a place for each fault that has none. */
  public QueryException at(NodeLocation place) {
    List<Diagnostic> placed =
        diagnostics.stream()
            .map(
                fault ->
                    fault.at().span().isPresent()
                        ? fault
                        : new Diagnostic(fault.code(), place, fault.message(), fault.hints()))
            .toList();
    QueryException copy = new QueryException(placed, text);
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  /** What is wrong, in the order of the text; one or more. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The query as written, if it was. */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }
}
