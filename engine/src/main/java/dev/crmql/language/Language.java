package dev.crmql.language;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.diagnostics.SafeText;
import dev.crmql.query.NodeLocation;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The languages that a search can be written in. */
public enum Language {
  /** Words to look for. */
  KEYWORD,
  /** Salesforce's query language, passed through. */
  SOQL,
  /** Salesforce's search language, passed through. */
  SOSL,
  /** The query language for Dynamics. */
  DQL,
  /** The query language for every service. */
  KQL;

  /**
   * The language of this name, in any case.
   *
   * @throws QueryException with {@link DiagnosticCode#UNSUPPORTED_LANGUAGE} if there is none; the
   *     message lists those that there are
   */
  public static Language of(String name) {
    for (Language language : values()) {
      if (language.name().equalsIgnoreCase(name)) {
        return language;
      }
    }
    String all = Arrays.stream(values()).map(Language::wireName).collect(Collectors.joining(", "));
    throw new QueryException(
        Diagnostic.of(
            DiagnosticCode.UNSUPPORTED_LANGUAGE,
            NodeLocation.NONE,
            "there is no language " + SafeText.excerpt(name) + ", only " + all));
  }

  /** The name as requests carry it, such as {@code kql}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
