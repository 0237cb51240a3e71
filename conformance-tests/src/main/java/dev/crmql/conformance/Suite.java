package dev.crmql.conformance;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All cases. They are resources of this jar, under {@code crmql-conformance}. */
public final class Suite {

  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final List<CaseFile> files;

  private Suite(List<CaseFile> files) {
    this.files = files;
  }

  /** Reads the cases. */
  public static Suite load() {
    List<CaseFile> files = new ArrayList<>();
    for (JsonNode feature : resource("suite.yaml").get("features")) {
      String name = feature.textValue();
      files.add(new CaseFile(name, resource("cases/" + name + ".yaml")));
    }
    return new Suite(List.copyOf(files));
  }

  /** One file for each feature. */
  public List<CaseFile> files() {
    return files;
  }

  /** The part of the suite whose features begin so, such as {@code kql/}. */
  public Suite only(String prefix) {
    return new Suite(files.stream().filter(file -> file.feature().startsWith(prefix)).toList());
  }

  /** Everything that the cases say, in the order of the files. */
  public Stream<Check> checks() {
    return files.stream()
        .flatMap(file -> file.cases().stream())
        .flatMap(said -> said.checks().stream());
  }

  /** A file of the suite as JSON, such as {@code coverage.yaml}. */
  static JsonNode resource(String name) {
    try (InputStream in = Suite.class.getResourceAsStream("/crmql-conformance/" + name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return YAML.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the suite's " + name + " can't be read", e);
    }
  }
}
