package dev.crmql.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.language.QueryParser;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.UpstreamRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkedExamplesTest {

  /**
   * A query and the request that Dataverse must get, from {@code worked-examples.txt}.
   *
   * @param decoded the options before they are percent-encoded
   */
  record Example(Query query, String path, String decoded, String encoded) {
    static Example of(String block) {
      String[] lines = block.strip().split("\n", -1);
      boolean dql = lines[0].startsWith("DQL ");
      QueryParser parser = dql ? QueryParser.dql() : QueryParser.kql();
      return new Example(parser.parse(lines[0].substring(4)), lines[1], lines[2], lines[3]);
    }

    @Override
    public String toString() {
      return decoded;
    }
  }

  static Stream<Example> examples() throws IOException {
    try (InputStream in = WorkedExamplesTest.class.getResourceAsStream("worked-examples.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("\n\n", -1)).map(Example::of);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aDescribedTableIsAskedAsDocumented(Example example) {
    assertAsDocumented(example, SampleSchemas.of(example.query().from().name()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aTableWithoutMetadataIsAskedAsDocumented(Example example) {
    assertAsDocumented(example, ObjectSchema.unknown());
  }

  private static void assertAsDocumented(Example example, ObjectSchema schema) {
    UpstreamRequest request =
        Plans.request(Plans.CONNECTOR.plan(example.query(), schema, Completion.STRICT));
    assertThat(request.path()).isEqualTo(example.path());
    assertThat(Plans.decoded(request)).isEqualTo(example.decoded());
    assertThat(request.target()).isEqualTo(example.encoded());
    ODataJudge.read(request);
  }
}
