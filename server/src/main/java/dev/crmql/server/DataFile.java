package dev.crmql.server;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A YAML or JSON file that knows the line of each of its parts, so that a fault can name it. */
final class DataFile {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final Path path;
  private final IdentityHashMap<JsonNode, Integer> lines = new IdentityHashMap<>();
  private final IdentityHashMap<JsonNode, Map<String, Integer>> keyLines = new IdentityHashMap<>();
  private final JsonNode root;

  private DataFile(Path path, String content) {
    this.path = path;
    try (JsonParser parser = MAPPER.createParser(content)) {
      if (parser.nextToken() == null) {
        throw fault(1, "the file is empty");
      }
      this.root = node(parser);
    } catch (JsonProcessingException e) {
      throw e.getCause() instanceof MarkedYAMLException marked ? fault(marked, content) : fault(e);
    } catch (IOException e) {
      throw new BadInputException(path + ": " + e.getMessage());
    }
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException if it is not there or is neither YAML nor JSON
   */
  static DataFile read(Path path) {
    try {
      return new DataFile(path, Files.readString(path));
    } catch (NoSuchFileException e) {
      throw new BadInputException(path + ": no such file");
    } catch (MalformedInputException e) {
      throw new BadInputException(path + ": not UTF-8 text");
    } catch (IOException e) {
      throw new BadInputException(path + ": can't be read: " + e.getMessage());
    }
  }

  JsonNode root() {
    return root;
  }

  /** The text under a key; numbers count as text, as YAML has ids without quotes. */
  String text(JsonNode object, String key) {
    JsonNode value = required(object, key);
    if (!value.isTextual() && !value.isNumber()) {
      throw fault(lineOf(object, key), key + " must be text");
    }
    if (value.asText().isEmpty()) {
      throw fault(lineOf(object, key), key + " is empty");
    }
    return value.asText();
  }

  /** Whether a key is set to true; a key that is not there is false. */
  boolean flag(JsonNode object, String key) {
    JsonNode value = object.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw fault(lineOf(object, key), key + " is true or false");
    }
    return value.asBoolean();
  }

  Iterable<JsonNode> list(JsonNode object, String key) {
    JsonNode value = required(object, key);
    if (!value.isArray()) {
      throw fault(lineOf(object, key), key + " must be a list");
    }
    return value;
  }

  /** Checks that a node is an object that has no other keys than these. */
  void requireKeys(JsonNode object, String... keys) {
    requireObject(object);
    List<String> known = List.of(keys);
    for (String key : (Iterable<String>) object::fieldNames) {
      if (!known.contains(key)) {
        throw fault(
            lineOf(object, key), "unknown key " + key + "; there are " + String.join(", ", keys));
      }
    }
  }

  /** A fault in the part that the node begins. */
  BadInputException fault(JsonNode node, String message) {
    return fault(lines.getOrDefault(node, 1), message);
  }

  /** A fault in what stands under a key. */
  BadInputException fault(JsonNode object, String key, String message) {
    return fault(lineOf(object, key), message);
  }

  /** A fault in what a JSON pointer leads to. */
  BadInputException fault(String pointer, String message) {
    JsonPointer at = JsonPointer.compile(pointer);
    if (at.matches()) {
      return fault(root, message);
    }
    JsonNode parent = root.at(at.head());
    return parent.isObject()
        ? fault(parent, at.last().getMatchingProperty(), message)
        : fault(parent.get(at.last().getMatchingIndex()), message);
  }

  private BadInputException fault(int line, String message) {
    return new BadInputException(path + ", line " + line + ": " + message);
  }

  private BadInputException fault(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return fault(at == null ? 1 : at.getLineNr(), firstLine(e.getOriginalMessage()));
  }

  private BadInputException fault(MarkedYAMLException e, String content) {
    Mark mark = e.getProblemMark();
    int line = mark == null ? 0 : mark.getLine();
    String problem = firstLine(String.valueOf(e.getProblem()));
    boolean variable = content.lines().skip(line).findFirst().orElse("").contains("${");
    return fault(line + 1, variable ? problem + "; ${..} inside { } needs quotes" : problem);
  }

  private JsonNode required(JsonNode object, String key) {
    requireObject(object);
    JsonNode value = object.get(key);
    if (value == null || value.isNull()) {
      throw fault(object, key + " is missing");
    }
    return value;
  }

  private void requireObject(JsonNode node) {
    if (!node.isObject()) {
      throw fault(node, "keys with values are expected here");
    }
  }

  private int lineOf(JsonNode object, String key) {
    return keyLines.getOrDefault(object, Map.of()).getOrDefault(key, lines.getOrDefault(object, 1));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("can't be read");
  }

  /** Reads the node at the parser's token. */
  private JsonNode node(JsonParser parser) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    JsonNode node =
        switch (parser.currentToken()) {
          case START_OBJECT -> object(parser);
          case START_ARRAY -> array(parser);
          default -> MAPPER.readTree(parser);
        };
    lines.put(node, line);
    return node;
  }

  private ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = MAPPER.createObjectNode();
    Map<String, Integer> keys = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      keys.put(key, parser.currentTokenLocation().getLineNr());
      parser.nextToken();
      object.set(key, node(parser));
    }
    keyLines.put(object, keys);
    return object;
  }

  private ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = MAPPER.createArrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(node(parser));
    }
    return array;
  }
}
