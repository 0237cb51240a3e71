package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.query.Condition;
import dev.crmql.query.Conditions;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.server.Services;
import dev.crmql.spi.Completion;
import dev.crmql.spi.Connector;
import dev.crmql.spi.UpstreamRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever a value or a name holds, a service is sent the structure that it is sent for a harmless
 * one.
 */
class InjectionTest {

  private static final String HARMLESS = "harmless";

  /** A place where a text can stand. */
  private enum Place {
    EQUAL,
    NOT_EQUAL,
    LESS,
    IN,
    NOT_IN,
    PREFIX,
    SUFFIX,
    CONTAINS,
    NOT_CONTAINS,
    BESIDE_OR;

    Condition condition(String text) {
      return switch (this) {
        case EQUAL -> Conditions.equal("name", text);
        case NOT_EQUAL -> Conditions.notEqual("name", text);
        case LESS -> Conditions.less("name", text);
        case IN -> Conditions.in("name", List.of("first", text, "last"));
        case NOT_IN -> Conditions.notIn("name", List.of("first", text));
        case PREFIX -> like(LikeMatch.PREFIX, text, false);
        case SUFFIX -> like(LikeMatch.SUFFIX, text, false);
        case CONTAINS -> like(LikeMatch.CONTAINS, text, false);
        case NOT_CONTAINS -> like(LikeMatch.CONTAINS, text, true);
        case BESIDE_OR ->
            Conditions.or(
                Conditions.and(Conditions.equal("name", text), Conditions.isNull("city")),
                Conditions.equal("city", text));
      };
    }

    private static Condition like(LikeMatch match, String text, boolean negated) {
      return new Condition.Like(FieldPath.of("name"), match, text, negated, NodeLocation.NONE);
    }
  }

  private enum NamePlace {
    SELECT,
    FROM,
    WHERE,
    PATH,
    ORDER_BY;

    Query query(String name) {
      return switch (this) {
        case SELECT -> Query.select("id", name).from("account").build();
        case FROM -> Query.select("id").from(name).build();
        case WHERE -> where(new FieldPath(List.of(name), NodeLocation.NONE));
        case PATH -> where(new FieldPath(List.of("parent", name), NodeLocation.NONE));
        case ORDER_BY -> Query.select("id").from("account").orderBy(name).build();
      };
    }

    /** Whether dots make a path of the name, of which the tree itself lets no part be empty. */
    boolean splits() {
      return this == SELECT || this == ORDER_BY;
    }

    private static Query where(FieldPath field) {
      return Query.select("id")
          .from("account")
          .where(new Condition.NullTest(field, true, NodeLocation.NONE))
          .build();
    }
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "'",
            "''",
            "\"",
            "\\",
            "\\'",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "--",
            "/*",
            "*/",
            "//",
            "$",
            "&",
            "#",
            "+",
            "%",
            "_",
            ";",
            "?",
            "=",
            ",",
            ":",
            "\r\n",
            "\n",
            "\0",
            "\t",
            "\u202e",
            "\u2028",
            "\u00a0",
            "%27",
            "%00",
            "&$filter=",
            "' OR Name != '",
            " or 1 eq 1",
            "' or '1' eq '1",
            "\"},{\"name\":{\"$not_null\":\"\"",
            "\"]}",
            "$or",
            "{\"$field\":\"x\"}",
            "null",
            "LIMIT 1",
            "😀",
            "ж",
            "x",
            " ");
    return Combinators.combine(
            pieces.list().ofMinSize(1).ofMaxSize(8).map(list -> String.join("", list)),
            Arbitraries.strings().ofMaxLength(6))
        .as((text, any) -> text + any);
  }

  @Provide
  Arbitrary<Connector> connectors() {
    return Arbitraries.of(Services.all());
  }

  @Provide
  Arbitrary<Place> places() {
    return Arbitraries.of(Place.class);
  }

  @Provide
  Arbitrary<NamePlace> namePlaces() {
    return Arbitraries.of(NamePlace.class);
  }

  /** What is sent; empty if the query is refused. */
  private static Optional<UpstreamRequest> sent(Connector connector, Query query) {
    try {
      List<UpstreamRequest> requests =
          connector.plan(query, ObjectSchema.unknown(), Completion.LOCAL).requests();
      assertThat(requests).hasSize(1);
      return Optional.of(requests.get(0));
    } catch (QueryException e) {
      return Optional.empty();
    }
  }

  private static Query asking(Place place, String text) {
    return Query.select("id", "name").from("account").where(place.condition(text)).limit(7).build();
  }

  @Property(tries = 4000)
  void aValueChangesNoStructure(
      @ForAll("connectors") Connector connector,
      @ForAll("places") Place place,
      @ForAll("hostile") String text) {
    Optional<UpstreamRequest> hostile = sent(connector, asking(place, text));
    UpstreamRequest harmless = sent(connector, asking(place, HARMLESS)).orElseThrow();

    if (hostile.isEmpty()) {
      // Half a surrogate pair has no UTF-8: what would arrive is another text.
      assertThat(text.codePoints()).anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
      return;
    }
    boolean narrowed = connector.service().equals("sugarcrm") && !isPlain(text);
    if (narrowed) {
      // Of a pattern only the part without wildcards is asked for, or whether there is a value.
      requireFilter(hostile.get(), text, place);
    } else {
      assertThat(structure(connector, hostile.get())).isEqualTo(structure(connector, harmless));
    }
    requireDecodesToItself(hostile.get());
  }

  private static boolean isPlain(String text) {
    return text.indexOf('%') < 0 && text.indexOf('_') < 0 && text.indexOf('\\') < 0;
  }

  private static void requireFilter(UpstreamRequest request, String text, Place place) {
    JsonNode body = Judges.filter(request.body().orElseThrow());
    List<String> operands = new ArrayList<>();
    body.get("filter").findParents("name").forEach(test -> operands(test.get("name"), operands));
    if (place == Place.EQUAL) {
      assertThat(operands).containsExactly(text);
    }
    assertThat(operands)
        .allMatch(
            operand ->
                operand.isEmpty()
                    || operand.equals("first")
                    || operand.equals("last")
                    || text.contains(operand));
  }

  private static void operands(JsonNode node, List<String> operands) {
    if (node.isTextual()) {
      operands.add(node.textValue());
    }
    node.forEach(child -> operands(child, operands));
  }

  @Property(tries = 2000)
  void aNameIsRefusedOrIsOne(
      @ForAll("connectors") Connector connector,
      @ForAll("namePlaces") NamePlace place,
      @ForAll("hostile") String name) {
    if (place.splits() && (name.startsWith(".") || name.endsWith(".") || name.contains(".."))) {
      assertThatThrownBy(() -> place.query(name)).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    Optional<UpstreamRequest> hostile = sent(connector, place.query(name));

    if (hostile.isPresent()) {
      assertThat(name.strip()).matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
    }
  }

  /** The request with its values, not its operators and names, made alike. */
  private static Object structure(Connector connector, UpstreamRequest request) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("method", request.method());
    parts.put("path", request.path());
    parts.put("headers", request.headers());
    request.query().forEach((name, value) -> parts.put(name, structure(connector, value)));
    request.body().ifPresent(body -> parts.put("body", masked(Judges.filter(body))));
    return parts;
  }

  private static Object structure(Connector connector, String value) {
    return switch (connector.service()) {
      case "salesforce" -> Judges.soql(value);
      case "dynamics" -> ODataText.masked(value);
      default -> value;
    };
  }

  /** The filter with one text for every operand. */
  private static JsonNode masked(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode masked = object.objectNode();
      object.properties().forEach(entry -> masked.set(entry.getKey(), masked(entry.getValue())));
      return masked;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode masked = array.arrayNode();
      array.forEach(element -> masked.add(masked(element)));
      return masked;
    }
    return node.isTextual() && !node.textValue().isEmpty() ? TextNode.valueOf("text") : node;
  }

  /** What stands in the URL is, decoded by the JDK, what the compiler wrote. */
  private static void requireDecodesToItself(UpstreamRequest request) {
    String target = request.target();
    assertThat(target).matches("[!-~]+").doesNotContain("#", "\"", "<", ">");
    int query = target.indexOf('?');
    if (query < 0) {
      return;
    }
    Map<String, String> decoded = new LinkedHashMap<>();
    for (String parameter : target.substring(query + 1).split("&", -1)) {
      int equals = parameter.indexOf('=');
      decoded.put(
          decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
    }
    assertThat(decoded).isEqualTo(request.query());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** OData's own rule for literals (OData ABNF, string): a quote within one is doubled. */
  private static final class ODataText {

    private ODataText() {}

    static String masked(String text) {
      StringBuilder masked = new StringBuilder();
      int at = 0;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '\'') {
          at = endOfLiteral(text, at);
          masked.append("'..'");
        } else if (c == '[') {
          at = list(text, at, masked);
        } else {
          masked.append(c);
          at++;
        }
      }
      return masked.toString();
    }

    private static int endOfLiteral(String text, int start) {
      int at = start + 1;
      while (true) {
        int quote = text.indexOf('\'', at);
        if (quote < 0) {
          throw new AssertionError("a literal without an end: " + text);
        }
        if (quote + 1 == text.length() || text.charAt(quote + 1) != '\'') {
          return quote + 1;
        }
        at = quote + 2;
      }
    }

    /** The values of In are a list in JSON, which ends where JSON says so. */
    private static int list(String text, int start, StringBuilder masked) {
      ObjectMapper mapper = new ObjectMapper();
      try (var parser = mapper.createParser(text.substring(start))) {
        JsonNode list = mapper.readTree(parser);
        masked.append(list.size()).append(" values");
        return start + (int) parser.currentLocation().getCharOffset();
      } catch (java.io.IOException e) {
        throw new AssertionError("not a list of JSON: " + text, e);
      }
    }
  }
}
