package dev.crmql.server;

import dev.crmql.diagnostics.DiagnosticPrinter;
import dev.crmql.diagnostics.QueryException;
import java.io.PrintWriter;

/** Prints what is wrong with a query. */
final class QueryFaults {

  private QueryFaults() {}

  /** Prints the faults, as pictures or as JSON, and gives the exit code. */
  static int print(QueryException e, boolean json, PrintWriter err) {
    err.println(json ? DiagnosticJson.write(e).toPrettyString() : DiagnosticPrinter.print(e));
    return Main.BAD_INPUT;
  }
}
