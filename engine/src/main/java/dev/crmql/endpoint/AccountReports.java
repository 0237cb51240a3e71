package dev.crmql.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.crmql.language.QueryFormatter;
import dev.crmql.search.AccountError;
import dev.crmql.search.AccountReport;
import dev.crmql.search.SearchResult;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import dev.crmql.spi.Plan;
import dev.crmql.spi.SearchPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes what a search did for each account: the {@code accounts} of an answer with details. */
final class AccountReports {

  private AccountReports() {}

  static void write(JsonGenerator json, SearchResult result) throws IOException {
    json.writeObjectFieldStart("accounts");
    for (Map.Entry<String, AccountReport> entry : result.reports().entrySet()) {
      AccountReport report = entry.getValue();
      AccountError error = result.errors().get(entry.getKey());
      json.writeObjectFieldStart(entry.getKey());
      json.writeBooleanField("complete", error == null);
      if (error != null) {
        json.writeStringField("error_code", ErrorBody.of(error, "").errorCode());
      }
      json.writeNumberField("rows_read", report.rowsRead());
      json.writeNumberField("rows_returned", report.rowsReturned());
      json.writeNumberField("upstream_calls", report.calls());
      json.writeNumberField("milliseconds", report.elapsed().toMillis());
      if (report.plan().isPresent()) {
        writeConditions(json, report.plan().get());
      }
      writeTexts(json, "notes", report.notes());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** Each condition in KQL, and how it is made sure of. */
  static void writeConditions(JsonGenerator json, Plan plan) throws IOException {
    json.writeArrayFieldStart("conditions");
    if (plan instanceof SearchPlan search) {
      for (ConditionPart part : search.parts()) {
        json.writeStartObject();
        json.writeStringField("condition", QueryFormatter.format(part.condition()));
        json.writeStringField("handling", name(part.handling()));
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static String name(Handling handling) {
    return switch (handling) {
      case EXACT -> "exact";
      case SUPERSET -> "superset";
      case LOCAL -> "local";
    };
  }

  static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
