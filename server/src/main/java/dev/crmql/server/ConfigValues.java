package dev.crmql.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads texts of a configuration, with what the environment and other files put into them. No
 * message repeats such a text.
 */
final class ConfigValues {

  /** No secret is longer; a larger file is another one than was meant. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final Pattern VARIABLE = Pattern.compile("(\\$?)\\$\\{([^}]*)}");

  private final DataFile file;
  private final Path folder;
  private final UnaryOperator<String> environment;
  private final Set<Path> filesRead = new LinkedHashSet<>();

  /**
   * Texts of a file.
   *
   * @param folder where paths in it start
   * @param environment gives a variable's value, or null
   */
  ConfigValues(DataFile file, Path folder, UnaryOperator<String> environment) {
    this.file = file;
    this.folder = folder;
    this.environment = environment;
  }

  /** The files that secrets were read from. */
  Set<Path> filesRead() {
    return filesRead;
  }

  /** The text under a key, {@code ${NAME}} in it replaced; {@code $${NAME}} stands for itself. */
  String text(JsonNode object, String key) {
    Matcher variable = VARIABLE.matcher(file.text(object, key));
    StringBuilder text = new StringBuilder();
    while (variable.find()) {
      boolean escaped = !variable.group(1).isEmpty();
      String value =
          escaped ? variable.group().substring(1) : variable(object, key, variable.group(2));
      variable.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return variable.appendTail(text).toString();
  }

  private String variable(JsonNode object, String key, String name) {
    String value = name.isEmpty() ? null : environment.apply(name);
    if (value == null || value.isEmpty()) {
      throw file.fault(object, key, "the environment has no " + name);
    }
    return value;
  }

  /** The text under a key, if the key is there. */
  Optional<String> optional(JsonNode object, String key) {
    return object.hasNonNull(key) ? Optional.of(text(object, key)) : Optional.empty();
  }

  /** The whole number under a key, which a text may be too, as variables are. */
  long number(JsonNode object, String key, long least, long most) {
    JsonNode value = object.path(key);
    if (value.isNumber() || value.isTextual()) {
      try {
        long number = new BigDecimal(text(object, key)).longValueExact();
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException | ArithmeticException e) {
        // It is no whole number, or one that is too large.
      }
    }
    throw file.fault(object, key, key + " is a whole number from " + least + " to " + most);
  }

  /**
   * A secret under a key: a text, or {@code {file: path}} for the content of that file. From now on
   * no line of the log has it.
   */
  String secret(JsonNode object, String key) {
    String secret = readSecret(object, key);
    LogSecrets.OF_PROCESS.addForGood(secret);
    return secret;
  }

  private String readSecret(JsonNode object, String key) {
    JsonNode value = object.get(key);
    if (value == null || !value.isObject()) {
      return text(object, key);
    }
    file.requireKeys(value, "file");
    Path path = path(value);
    filesRead.add(path);
    try {
      String content = Files.size(path) > MOST_BYTES ? "" : Files.readString(path).strip();
      if (content.isEmpty()) {
        throw file.fault(value, "file", path + " is empty, or longer than a secret");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw file.fault(value, "file", "no such file: " + path);
    } catch (CharacterCodingException e) {
      throw file.fault(value, "file", path + " is not UTF-8 text");
    } catch (IOException e) {
      throw file.fault(value, "file", path + " can't be read");
    }
  }

  private Path path(JsonNode value) {
    try {
      return folder.resolve(text(value, "file"));
    } catch (InvalidPathException e) {
      throw file.fault(value, "file", "file is not a path");
    }
  }

  /** The secret under a key, if the key is there. */
  Optional<String> optionalSecret(JsonNode object, String key) {
    return object.hasNonNull(key) ? Optional.of(secret(object, key)) : Optional.empty();
  }
}
