package dev.crmql.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.crmql.search.AccountError;
import dev.crmql.search.Explanation;
import dev.crmql.spi.Plan;
import dev.crmql.spi.SearchPlan;
import java.io.IOException;
import java.util.Map;

/**
 * What a search is explained with: for each account what it would be sent, and for each that would
 * not be asked, why.
 */
record ExplanationBody(Explanation explanation, String errorId) {

  byte[] toJson() {
    return JsonBytes.of(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("accounts");
    for (Explanation.AccountPlan plan : explanation.plans().values()) {
      json.writeFieldName(plan.accountId());
      write(json, plan);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("errors");
    for (Map.Entry<String, AccountError> error : explanation.errors().entrySet()) {
      json.writeFieldName(error.getKey());
      ErrorBody.of(error.getValue(), errorId).write(json);
    }
    json.writeEndObject();
    json.writeStringField("type", "explanation");
    json.writeStringField("api", "crm");
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Explanation.AccountPlan account)
      throws IOException {
    Plan plan = account.plan();
    json.writeStartObject();
    json.writeStringField("service", account.service());
    json.writeStringField("lang", account.language().wireName());
    json.writeStringField("schema", schema(account));
    json.writeFieldName("requests");
    json.writeTree(PlanJson.requests(plan));
    json.writeFieldName("otherwise");
    json.writeTree(PlanJson.otherwise(plan));
    json.writeObjectFieldStart("estimated_requests");
    json.writeNumberField("at_least", account.requestsAtLeast());
    json.writeNumberField("at_most", account.requestsAtMost());
    json.writeEndObject();
    AccountReports.writeConditions(json, plan);
    json.writeStringField("residual", PlanNotes.residual(plan).orElse(null));
    AccountReports.writeTexts(json, "notes", account.notes());
    json.writeEndObject();
  }

  private static String schema(Explanation.AccountPlan account) {
    if (!(account.plan() instanceof SearchPlan)) {
      return "not-needed";
    }
    return account.described() ? "described" : "guessed";
  }
}
