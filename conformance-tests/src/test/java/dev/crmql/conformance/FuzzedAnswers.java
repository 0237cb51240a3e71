package dev.crmql.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bodies that are nearly a service's answers: real ones with something done to them, and noise. */
final class FuzzedAnswers {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1",
          "-0.0",
          "99999999999999999999",
          "1e400",
          "1e999999999",
          "1E-999999999",
          "1e99999999999999",
          "123.4500",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"-1\"",
          "\"2024-01-31\"",
          "\"+999999999-12-31T23:59:59.999999999Z\"",
          "\"0000-00-00\"",
          "\"\\u0000\\uD800\\u202E\"",
          "\"/\"",
          "\"//evil.example/x\"",
          "\"http://evil.example/services/data\"",
          "\"/services/data/v60.0/query/01g\"",
          "\"/api/data/v9.2/accounts?$skiptoken=1\"",
          "\"://\"",
          "\"http://[::1/x\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "{\"\":null}",
          "[{\"name\":{}}]",
          nested(900),
          nested(2_000));

  private static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_16,
          StandardCharsets.UTF_16LE,
          StandardCharsets.ISO_8859_1,
          Charset.forName("UTF-32"));

  private final Random random;

  FuzzedAnswers(Random random) {
    this.random = random;
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  /** The body, whole in one of four, else changed. */
  byte[] of(String body, String secret) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> utf8(body);
      case 3, 4, 5, 6 -> utf8(withOtherValues(body, secret));
      case 7 -> cut(utf8(body));
      case 8 -> withOtherBytes(utf8(body));
      case 9 -> utf8(withMemberTwice(body));
      case 10 -> inOtherCharset(body);
      default -> noise(body, secret);
    };
  }

  private String withOtherValues(String body, String secret) {
    try {
      JsonNode json = MAPPER.readTree(body);
      String marked = body;
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        marked = withOtherValue(json, random.nextInt(8) == 0 ? '"' + secret + '"' : pick(VALUES));
        json = MAPPER.readTree(marked);
      }
      return marked;
    } catch (JsonProcessingException unreadable) {
      return body;
    }
  }

  /** The text with another value for one place in it, spelt as given. */
  private String withOtherValue(JsonNode json, String value) throws JsonProcessingException {
    String marker = "place-of-the-value";
    List<ContainerNode<?>> containers = new ArrayList<>();
    collect(json, containers);
    if (containers.isEmpty()) {
      return value;
    }
    ContainerNode<?> container = pick(containers);
    if (container instanceof ArrayNode array) {
      if (random.nextInt(4) == 0 || array.isEmpty()) {
        array.add(marker);
      } else {
        array.set(random.nextInt(array.size()), marker);
      }
    } else if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      if (!names.isEmpty() && random.nextInt(4) == 0) {
        object.remove(pick(names));
        return MAPPER.writeValueAsString(json);
      }
      object.put(names.isEmpty() || random.nextInt(6) == 0 ? "" : pick(names), marker);
    }
    return MAPPER.writeValueAsString(json).replace('"' + marker + '"', value);
  }

  private static void collect(JsonNode json, List<ContainerNode<?>> containers) {
    if (json instanceof ContainerNode<?> container) {
      containers.add(container);
    }
    json.forEach(child -> collect(child, containers));
  }

  private byte[] cut(byte[] body) {
    byte[] cut = new byte[random.nextInt(body.length + 1)];
    System.arraycopy(body, 0, cut, 0, cut.length);
    return cut;
  }

  private byte[] withOtherBytes(byte[] body) {
    for (int times = 1 + random.nextInt(4); times > 0 && body.length > 0; times--) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return body;
  }

  /** The text with a second value for some member, before or after the first. */
  private String withMemberTwice(String body) {
    int object = body.indexOf('{', random.nextInt(body.length() + 1));
    int name = body.indexOf('"', object);
    int end = name < 0 ? -1 : body.indexOf('"', name + 1);
    if (object < 0 || end < 0) {
      return body;
    }
    String member = body.substring(name, end + 1) + ":" + pick(VALUES) + ",";
    return body.substring(0, object + 1) + member + body.substring(object + 1);
  }

  private byte[] inOtherCharset(String body) {
    return random.nextInt(4) == 0
        ? utf8("\uFEFF" + body)
        : ("\u00E9" + body).substring(random.nextInt(2)).getBytes(pick(CHARSETS));
  }

  private byte[] noise(String body, String secret) {
    return switch (random.nextInt(6)) {
      case 0 -> new byte[0];
      case 1 -> utf8("<html><body>" + secret + "</body></html>");
      case 2 -> utf8(pick(VALUES));
      case 3 -> utf8("[".repeat(100_000));
      case 4 -> utf8(body + body);
      default -> {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        yield bytes;
      }
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
