package dev.crmql.pipeliner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.evaluate.ConditionEvaluator;
import dev.crmql.evaluate.Truth;
import dev.crmql.query.Conditions;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Row;
import dev.crmql.spi.UnifiedTypes;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A search for words, of which each must stand in one of an entity's fields. The service has none;
 * it is asked for the longest word, in one field after the other, and the others are looked for in
 * the records. A record that has the word in several fields comes with the first of them.
 */
final class KeywordRecords extends PipelinerRecords {

  private final Map<String, List<String>> fields;
  private final List<String> words;
  private final String asked;

  /**
   * A search.
   *
   * @param words at least one
   */
  KeywordRecords(UnifiedTypes types, List<String> words) {
    super("", ObjectSchema.unknown(), Optional.empty());
    this.fields = types.keywordProperties();
    this.words = words;
    this.asked = words.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
  }

  /** The requests for one field of one entity each. */
  List<UpstreamRequest> requests(int rows) {
    List<UpstreamRequest> requests = new ArrayList<>();
    fields.forEach(
        (entity, names) ->
            names.forEach(
                name ->
                    requests.add(
                        ListRequests.list(
                            entity,
                            List.of(FieldFilter.containing(name, asked)),
                            List.of(EntityFields.ID),
                            List.of(),
                            rows))));
    return requests;
  }

  /** The records of an answer that are found, and were not with an earlier field. */
  List<Row> found(UpstreamRequest request, JsonNode records) {
    String entity = ListRequests.entity(request);
    String field = ListRequests.filteredField(request);
    List<String> names = fields.get(entity);
    PipelinerRecords format =
        new PipelinerRecords(entity, ObjectSchema.unknown(), Optional.empty());
    return Row.all(records, format, PipelinerDialect.TITLE).stream()
        .filter(row -> firstWith(asked, names, row).filter(field::equals).isPresent())
        .filter(row -> words.stream().allMatch(word -> firstWith(word, names, row).isPresent()))
        .toList();
  }

  /** The first of the fields in which the word stands. */
  private static Optional<String> firstWith(String word, List<String> names, Row row) {
    return names.stream()
        .filter(
            name ->
                ConditionEvaluator.evaluate(
                        Conditions.contains(name, word), field -> row.shown().path(field.head()))
                    == Truth.TRUE)
        .findFirst();
  }
}
