package dev.crmql.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticPrinter;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.diagnostics.TextPosition;
import dev.crmql.query.Span;
import dev.crmql.search.AccountError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an answer says of a failure: {@code {status_code, error_code, message, id}}, for a fault of
 * the query also {@code line}, {@code column}, {@code hints} and {@code excerpt} of the first thing
 * that is wrong, and {@code diagnostics} with the same of everything that is.
 *
 * @param statusCode the HTTP status
 * @param errorCode what kind of failure, such as {@code unsupported-construct}
 * @param message a sentence for a person
 * @param id names this failure, so that it can be found again in the server's log
 * @param upstreamCode the service's own code; may be empty
 * @param upstreamMessage the service's own message; may be empty
 * @param retryAfter how long to wait: what the service asks for, or 5 seconds where a service that
 *     throttles does not say
 * @param diagnostics what is wrong with the query; empty if that is not the reason
 * @param queryText the text that the diagnostics point into
 */
public record ErrorBody(
    int statusCode,
    String errorCode,
    String message,
    String id,
    String upstreamCode,
    String upstreamMessage,
    Optional<Duration> retryAfter,
    List<Diagnostic> diagnostics,
    Optional<String> queryText) {

  /** The status of a request that is at fault itself. */
  private static final int BAD_REQUEST = 400;

  private static final Set<String> RETRYABLE =
      Stream.of(AccountError.Code.values())
          .filter(AccountError.Code::retryable)
          .map(AccountError.Code::wireName)
          .collect(Collectors.toUnmodifiableSet());

  private static final String THROTTLED = AccountError.Code.THROTTLED.wireName();

  /** What a throttled caller is told to wait where the service does not say. */
  private static final Duration UNTOLD_WAIT = Duration.ofSeconds(5);

  /** Keeps a copy of the list, and tells a throttled caller how long to wait. */
  public ErrorBody {
    diagnostics = List.copyOf(diagnostics);
    if (errorCode.equals(THROTTLED) && retryAfter.isEmpty()) {
      retryAfter = Optional.of(UNTOLD_WAIT);
    }
  }

  /** A failure that is neither the query's nor an account's. */
  public static ErrorBody of(int statusCode, String errorCode, String message, String id) {
    return new ErrorBody(
        statusCode, errorCode, message, id, "", "", Optional.empty(), List.of(), Optional.empty());
  }

  /** A fault of the query. */
  public static ErrorBody of(QueryException fault, String id) {
    return new ErrorBody(
        BAD_REQUEST,
        fault.diagnostics().get(0).code().wireName(),
        fault.getMessage(),
        id,
        "",
        "",
        Optional.empty(),
        fault.diagnostics(),
        fault.text());
  }

  /** An account's failure. */
  public static ErrorBody of(AccountError error, String id) {
    String code =
        error.diagnostics().isEmpty()
            ? error.code().wireName()
            : error.diagnostics().get(0).code().wireName();
    return new ErrorBody(
        error.code().status(),
        code,
        error.message(),
        id,
        error.upstreamCode(),
        error.upstreamMessage(),
        error.retryAfter(),
        error.diagnostics(),
        error.queryText());
  }

  /** How many whole seconds to wait, 1 or more. */
  OptionalLong retryAfterSeconds() {
    return retryAfter.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(1, wholeSeconds(retryAfter.get())));
  }

  private static long wholeSeconds(Duration wait) {
    return wait.getSeconds() + (wait.getNano() > 0 ? 1 : 0);
  }

  /** The failure as JSON in UTF-8. */
  public byte[] toJson() {
    return JsonBytes.of(this::write);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("status_code", statusCode);
    json.writeStringField("error_code", errorCode);
    json.writeStringField("message", message);
    json.writeStringField("id", id);
    if (!upstreamCode.isEmpty() || !upstreamMessage.isEmpty()) {
      json.writeObjectFieldStart("upstream");
      json.writeStringField("code", upstreamCode);
      json.writeStringField("message", upstreamMessage);
      json.writeEndObject();
    }
    if (RETRYABLE.contains(errorCode)) {
      json.writeBooleanField("retryable", true);
    }
    OptionalLong wait = retryAfterSeconds();
    if (wait.isPresent()) {
      json.writeNumberField("retry_after", wait.getAsLong());
    }
    if (!diagnostics.isEmpty()) {
      writePlace(json, diagnostics.get(0));
      json.writeArrayFieldStart("diagnostics");
      for (Diagnostic diagnostic : diagnostics) {
        json.writeStartObject();
        json.writeStringField("code", diagnostic.code().wireName());
        json.writeStringField("message", diagnostic.message());
        writePlace(json, diagnostic);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void writePlace(JsonGenerator json, Diagnostic diagnostic) throws IOException {
    Optional<Span> span = diagnostic.at().span();
    if (queryText.isPresent() && span.isPresent()) {
      TextPosition start = TextPosition.of(queryText.get(), span.get().start());
      json.writeNumberField("line", start.line());
      json.writeNumberField("column", start.column());
      json.writeStringField("excerpt", DiagnosticPrinter.excerpt(queryText.get(), span.get()));
    }
    json.writeArrayFieldStart("hints");
    for (String hint : diagnostic.hints()) {
      json.writeString(hint);
    }
    json.writeEndArray();
  }
}
