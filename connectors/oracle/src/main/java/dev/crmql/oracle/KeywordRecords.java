package dev.crmql.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.evaluate.ConditionEvaluator;
import dev.crmql.query.Conditions;
import dev.crmql.query.NodeLocation;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Row;
import dev.crmql.spi.TypedRecords;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A search for words, of which each must stand in one of a resource's attributes. There is no
 * search over resources in the collections, so each is asked in turn, and what {@code %}, {@code _}
 * and {@code *} found beside themselves is left out.
 */
final class KeywordRecords extends TypedRecords {

  private final Map<String, List<String>> attributes;
  private final List<String> words;

  /**
   * A search.
   *
   * @param words at least one
   */
  KeywordRecords(UnifiedTypes types, List<String> words) {
    super(OracleDialect.TITLE, "", "", ObjectSchema.unknown(), Optional.empty());
    this.attributes = types.keywordProperties();
    this.words = words;
  }

  /**
   * A request for each resource.
   *
   * @param path of all resources
   * @throws QueryException if the words are too many for a URL
   */
  List<UpstreamRequest> requests(String path, int pageSize) {
    List<UpstreamRequest> requests = new ArrayList<>();
    attributes.forEach(
        (name, searched) -> {
          Resource resource = Resource.of(name);
          List<String> terms = new ArrayList<>();
          resource.only().ifPresent(terms::add);
          words.forEach(word -> terms.add(term(word, searched)));
          Map<String, String> parameters = new LinkedHashMap<>();
          parameters.put("onlyData", "true");
          parameters.put("fields", resource.id() + "," + String.join(",", searched));
          resource.finder().ifPresent(finder -> parameters.put("finder", finder));
          parameters.put("q", String.join(" and ", terms));
          parameters.put("orderBy", resource.id() + ":asc");
          parameters.put(
              "limit", Integer.toString(Math.min(pageSize, OracleLimits.INSTANCE.pageRows())));
          parameters.put("offset", "0");
          requests.add(UpstreamRequest.get(path + name, parameters));
        });
    int longest = requests.stream().mapToInt(request -> request.target().length()).max().orElse(0);
    if (longest > OracleLimits.INSTANCE.queryLength()) {
      throw new QueryException(
          Diagnostic.of(
              DiagnosticCode.REQUEST_TOO_LONG,
              NodeLocation.NONE,
              "Oracle can't be asked for that many words",
              "search for fewer words"));
    }
    return requests;
  }

  private static String term(String word, List<String> searched) {
    String pattern = RowMatchText.upper("%" + RowMatchText.withoutWildcards(word) + "%");
    return searched.stream()
        .map(attribute -> "upper(" + attribute + ") like " + pattern)
        .collect(Collectors.joining(" or ", "(", ")"));
  }

  /** The records of an answer that hold all words. */
  List<Row> found(UpstreamRequest request, JsonNode records) {
    String name = request.path().substring(request.path().lastIndexOf('/') + 1);
    TypedRecords format =
        new TypedRecords(
            OracleDialect.TITLE,
            name,
            Resource.of(name).id(),
            ObjectSchema.unknown(),
            Optional.empty());
    List<String> searched = attributes.get(name);
    return Row.all(records, format, OracleDialect.TITLE).stream()
        .filter(row -> words.stream().allMatch(word -> stands(word, searched, row)))
        .toList();
  }

  private static boolean stands(String word, List<String> searched, Row row) {
    return searched.stream()
        .map(attribute -> Conditions.contains(attribute, word))
        .anyMatch(contains -> ConditionEvaluator.allHold(List.of(contains), row));
  }
}
