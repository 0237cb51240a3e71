package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The case files are as the suite's README says. */
final class SuiteTest {

  private static final Path CASES = Path.of("suite", "cases");

  private final Suite suite = Suite.load();

  @Test
  void everyFileIsOfThePublishedForm() {
    JsonSchema form =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Suite.resource("case-file.schema.json"));

    for (CaseFile file : suite.files()) {
      assertThat(form.validate(file.root()).stream().map(ValidationMessage::getMessage))
          .as(file.feature())
          .isEmpty();
      assertThat(file.root().get("feature").textValue()).isEqualTo(file.feature());
    }
  }

  @Test
  void everyFileIsListed() throws IOException {
    try (Stream<Path> files = Files.walk(CASES)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> CASES.relativize(file).toString().replace('\\', '/'))
                  .map(name -> name.replaceFirst("\\.yaml$", "")))
          .containsExactlyInAnyOrderElementsOf(
              suite.files().stream().map(CaseFile::feature).toList());
    }
  }

  @Test
  void noTwoChecksHaveOneName() {
    List<String> names = new ArrayList<>();
    suite.checks().map(Check::id).forEach(names::add);

    assertThat(names).doesNotHaveDuplicates();
  }
}
