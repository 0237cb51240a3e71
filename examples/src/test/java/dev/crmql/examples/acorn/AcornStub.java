package dev.crmql.examples.acorn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crmql.sandbox.data.Column;
import dev.crmql.sandbox.data.ColumnType;
import dev.crmql.sandbox.data.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Acorn on loopback, written from its description in docs/adding-a-service.md alone. */
final class AcornStub implements AutoCloseable {

  static final String KEY = "key-of-acorn";

  private static final int MOST_ROWS = 20;
  private static final int LONGEST_WHERE = 500;

  private final Table table;
  private final boolean describes;
  private final HttpServer server;

  /** What Acorn answers in place of what was asked for. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  private record Term(Column field, String operator, List<String> values) {}

  /**
   * Starts it.
   *
   * @param table all that it holds
   * @param describes whether callers may see descriptions
   */
  AcornStub(Table table, boolean describes) throws IOException {
    this.table = table;
    this.describes = describes;
    // Or a body waits 40 ms for its headers to be acknowledged.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI baseUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    int status = 200;
    ObjectNode body;
    try {
      body = answer(exchange);
    } catch (Refusal e) {
      status = e.status;
      body = JsonNodeFactory.instance.objectNode();
      body.putObject("error").put("code", e.code).put("message", e.getMessage());
    }
    byte[] bytes = new ObjectMapper().writeValueAsBytes(body);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private ObjectNode answer(HttpExchange exchange) {
    if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-Acorn-Key"))) {
      throw new Refusal(401, "bad_key", "the key is not known");
    }
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/api/types/" + table.name())) {
      if (!describes) {
        throw new Refusal(403, "no_access", "descriptions are for administrators");
      }
      return description();
    }
    if (path.equals("/api/records/" + table.name())) {
      return list(parameters(exchange.getRequestURI().getRawQuery()));
    }
    throw new Refusal(404, "not_found", "there is nothing here");
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String each : Objects.requireNonNullElse(query, "").split("&", -1)) {
      String[] parts = each.split("=", 2);
      String value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      if (parameters.put(parts[0], value) != null) {
        throw new Refusal(400, "bad_parameter", parts[0] + " stands twice");
      }
    }
    return parameters;
  }

  private ObjectNode description() {
    ObjectNode description = JsonNodeFactory.instance.objectNode().put("type", table.name());
    ArrayNode fields = description.putArray("fields");
    for (Column column : table.columns()) {
      fields
          .addObject()
          .put("name", column.name())
          .put("kind", kind(column.type()))
          .put("required", !column.nullable())
          .put("searchable", isSearchable(column))
          .put("sortable", isSearchable(column));
    }
    return description;
  }

  private static boolean isSearchable(Column column) {
    return column.type() != ColumnType.LONG_TEXT;
  }

  private static String kind(ColumnType type) {
    return switch (type) {
      case DECIMAL -> "number";
      case BOOLEAN -> "flag";
      case DATE -> "day";
      case DATETIME -> "instant";
      case CHOICE -> "choice";
      default -> "text";
    };
  }

  private ObjectNode list(Map<String, String> parameters) {
    int page = number(parameters.get("page"), Integer.MAX_VALUE);
    int size = number(parameters.get("per_page"), MOST_ROWS);
    List<Term> terms = terms(parameters.get("where"));
    List<Map<String, Object>> found = new ArrayList<>();
    for (Map<String, Object> row : table.rows()) {
      if (terms.stream().allMatch(term -> holds(term, row.get(term.field().name())))) {
        found.add(row);
      }
    }
    found.sort(order(parameters.getOrDefault("sort", "ref")));
    List<Column> shown = new ArrayList<>();
    if (parameters.containsKey("fields")) {
      for (String name : parameters.get("fields").split(",", -1)) {
        shown.add(column(name));
      }
    } else {
      shown.addAll(table.columns());
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode records = answer.putArray("records");
    found.stream()
        .skip((page - 1L) * size)
        .limit(size)
        .forEach(row -> records.add(record(row, shown)));
    return answer.put("more", found.size() > (long) page * size);
  }

  private static ObjectNode record(Map<String, Object> row, List<Column> shown) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    for (Column column : shown) {
      Object value = row.get(column.name());
      if (value instanceof BigDecimal number) {
        record.put(column.name(), number);
      } else if (value instanceof Boolean flag) {
        record.put(column.name(), flag);
      } else {
        record.put(column.name(), value == null ? null : value.toString());
      }
    }
    return record;
  }

  private static int number(String text, int most) {
    int number = text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > most) {
      throw new Refusal(400, "bad_page", "pages are numbered from 1 and have up to 20 records");
    }
    return number;
  }

  private Column column(String name) {
    return table
        .column(name)
        .orElseThrow(() -> new Refusal(400, "unknown_field", "there is no field " + name));
  }

  private List<Term> terms(String where) {
    List<Term> terms = new ArrayList<>();
    if (where == null) {
      return terms;
    }
    if (where.length() > LONGEST_WHERE) {
      throw new Refusal(400, "where_too_long", "where has more than 500 characters");
    }
    int at = 0;
    while (at <= where.length()) {
      int name = where.indexOf(':', at);
      int operator = where.indexOf(':', name + 1);
      if (name < 0 || operator < 0) {
        throw new Refusal(400, "bad_where", "a term is field:operator:value");
      }
      Column column = column(where.substring(at, name));
      if (!isSearchable(column)) {
        throw new Refusal(400, "not_searchable", column.name() + " can't be searched");
      }
      List<String> values = new ArrayList<>();
      at = read(where, operator + 1, values) + 1;
      terms.add(new Term(column, where.substring(name + 1, operator), values));
    }
    return terms;
  }

  /** Reads values up to the end of the term, whose place it returns. */
  private static int read(String where, int from, List<String> values) {
    StringBuilder value = new StringBuilder();
    int i = from;
    while (i < where.length() && where.charAt(i) != ';') {
      char c = where.charAt(i);
      if (c == '|') {
        values.add(value.toString());
        value.setLength(0);
      } else if (c == '\\') {
        i++;
        if (i == where.length() || ";|\\".indexOf(where.charAt(i)) < 0) {
          throw new Refusal(400, "bad_where", "nothing to escape");
        }
        value.append(where.charAt(i));
      } else {
        value.append(c);
      }
      i++;
    }
    values.add(value.toString());
    return i;
  }

  private static boolean holds(Term term, Object value) {
    if (term.values().size() > 1 && !term.operator().equals("in")) {
      throw new Refusal(400, "bad_where", term.operator() + " takes one value");
    }
    String operand = term.values().get(0);
    return switch (term.operator()) {
      case "set" -> operand.equals("yes") == (value != null);
      case "ne" -> value == null || !isSame(value, operand);
      case "eq" -> value != null && isSame(value, operand);
      case "in" -> value != null && term.values().stream().anyMatch(each -> isSame(value, each));
      case "starts" -> value != null && text(value).startsWith(text(operand));
      case "has" -> value != null && text(value).contains(text(operand));
      case "lt" -> value != null && compare(value, operand) < 0;
      case "lte" -> value != null && compare(value, operand) <= 0;
      case "gt" -> value != null && compare(value, operand) > 0;
      case "gte" -> value != null && compare(value, operand) >= 0;
      default -> throw new Refusal(400, "bad_where", "no operator " + term.operator());
    };
  }

  private static String text(Object value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isSame(Object value, String operand) {
    return value instanceof String text
        ? text.equalsIgnoreCase(operand)
        : compare(value, operand) == 0;
  }

  private static int compare(Object value, String operand) {
    try {
      if (value instanceof BigDecimal number) {
        return number.compareTo(new BigDecimal(operand));
      }
      if (value instanceof LocalDate day) {
        return day.compareTo(LocalDate.parse(operand));
      }
      if (value instanceof Instant instant) {
        return instant.compareTo(Instant.parse(operand));
      }
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new Refusal(400, "bad_value", "no value of this field: " + operand);
    }
    return value.toString().compareTo(operand);
  }

  private Comparator<Map<String, Object>> order(String sort) {
    Comparator<Map<String, Object>> order = null;
    for (String key : sort.split(",", -1)) {
      boolean descending = key.startsWith("-");
      Column column = column(descending ? key.substring(1) : key);
      Comparator<Object> values = AcornStub::order;
      Comparator<Map<String, Object>> next =
          Comparator.comparing(
              row -> row.get(column.name()),
              Comparator.nullsLast(descending ? values.reversed() : values));
      order = order == null ? next : order.thenComparing(next);
    }
    return order;
  }

  private static int order(Object one, Object other) {
    if (one instanceof String text) {
      return text.compareToIgnoreCase((String) other);
    }
    if (one instanceof Boolean flag) {
      return flag.compareTo((Boolean) other);
    }
    return compare(one, other.toString());
  }
}
