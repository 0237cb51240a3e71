package dev.crmql.salesforce;

import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Page;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Answers as Salesforce gives them, with single quotes for double ones. */
final class Answers {

  static final SalesforceConnector CONNECTOR = new SalesforceConnector();

  private Answers() {}

  static UpstreamResponse answer(int status, String body) {
    return new UpstreamResponse(
        status, Map.of(), body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static SearchPlan plan(String kql) {
    return Kql.plan(kql, ObjectSchema.unknown(), Completion.STRICT);
  }

  static Page page(String kql, String body) {
    SearchPlan plan = plan(kql);
    return CONNECTOR.decode(plan.requests().get(0), answer(200, body), plan);
  }

  static Page composite(SearchPlan plan, String body) {
    UpstreamRequest request = UpstreamRequest.post("/services/data/v60.0/composite", "{}");
    return CONNECTOR.decode(request, answer(200, body), plan);
  }

  /** A last page of one record. */
  static String only(String record) {
    return "{'totalSize':1,'done':true,'records':[" + record + "]}";
  }

  static List<String> ids(Page page) {
    return page.rows().stream().map(row -> row.id()).toList();
  }
}
