package dev.crmql.dynamics;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.language.QueryParser;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/** Plans of KQL text on the sample tables. */
final class Plans {

  static final DynamicsConnector CONNECTOR = new DynamicsConnector();

  private Plans() {}

  static SearchPlan known(String kql) {
    return plan(kql, true, Completion.STRICT);
  }

  static SearchPlan unknown(String kql) {
    return plan(kql, false, Completion.STRICT);
  }

  static SearchPlan local(String kql) {
    return plan(kql, true, Completion.LOCAL);
  }

  private static SearchPlan plan(String kql, boolean described, Completion completion) {
    Query query = QueryParser.kql().parse(kql);
    ObjectSchema schema =
        described
            ? SampleSchemas.of(CONNECTOR.objectName(query.from().name()))
            : ObjectSchema.unknown();
    return CONNECTOR.plan(query, schema, completion);
  }

  /** The one request, read by Olingo too if it is a GET of a sample table. */
  static UpstreamRequest request(SearchPlan plan) {
    Assertions.assertThat(plan.requests()).hasSize(1);
    return plan.requests().get(0);
  }

  /** The filter that a condition on accounts becomes; Olingo must accept the whole request. */
  static String filter(String where) {
    UpstreamRequest request = request(known("SELECT name FROM account WHERE " + where));
    ODataJudge.read(request);
    return request.query().get("$filter");
  }

  /** The filter without metadata. */
  static String guessedFilter(String where) {
    UpstreamRequest request = request(unknown("SELECT name FROM account WHERE " + where));
    ODataJudge.read(request);
    return request.query().get("$filter");
  }

  /** The options as they are written before they are encoded. */
  static String decoded(UpstreamRequest request) {
    return request.query().entrySet().stream().map(Plans::option).collect(Collectors.joining("&"));
  }

  private static String option(Map.Entry<String, String> option) {
    return option.getKey() + "=" + option.getValue();
  }

  static List<Diagnostic> faults(String kql) {
    return faults(() -> known(kql));
  }

  static List<Diagnostic> faults(Runnable planning) {
    try {
      planning.run();
    } catch (QueryException e) {
      return e.diagnostics();
    }
    throw new AssertionError("planned without a fault");
  }
}
