package dev.crmql.pipedrive;

import dev.crmql.language.QueryParser;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plans and answers that tests share. */
final class Fixtures {

  static final PipedriveConnector PIPEDRIVE = new PipedriveConnector();

  /** The key of a custom field. */
  static final String SOURCE = "9dc80c50d78a15643bfc4ca79d76156a73a1ca0e";

  /** The key of another, which holds an amount. */
  static final String BUDGET = "1234567890abcdef1234567890abcdef12345678";

  private static final Map<String, Field> CUSTOM =
      fields(
          new Field(SOURCE, FieldType.INTEGER, "enum", true, false, true),
          new Field(BUDGET, FieldType.DECIMAL, "monetary", true, false, true),
          new Field("label_ids", FieldType.TEXT, "set", true, false, true));

  private Fixtures() {}

  private static Map<String, Field> fields(Field... fields) {
    return Arrays.stream(fields).collect(Collectors.toMap(Field::name, Function.identity()));
  }

  static SearchPlan plan(String query) {
    return plan(query, Completion.STRICT);
  }

  static SearchPlan plan(String query, Completion completion) {
    var parsed = QueryParser.kql().parse(query);
    ObjectSchema schema =
        RecordList.named(PIPEDRIVE.objectName(parsed.from().name()))
            .map(list -> list.schema(CUSTOM).build())
            .orElse(ObjectSchema.unknown());
    return PIPEDRIVE.plan(parsed, schema, completion);
  }

  /** What is sent, as it stands in the request lines. */
  static List<String> targets(SearchPlan plan) {
    return plan.requests().stream().map(request -> request.target()).toList();
  }

  static UpstreamResponse answer(int status, String body) {
    return answer(status, body, Map.of());
  }

  static UpstreamResponse answer(int status, String body, Map<String, String> headers) {
    Map<String, List<String>> fields =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    return new UpstreamResponse(status, fields, body.getBytes(StandardCharsets.UTF_8));
  }
}
