package dev.crmql.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.query.Condition;
import dev.crmql.query.Conditions;
import dev.crmql.query.Query;
import dev.crmql.spi.Completion;
import dev.crmql.spi.UpstreamRequest;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriResourceFunction;
import org.apache.olingo.server.api.uri.queryoption.expression.Binary;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;
import org.apache.olingo.server.api.uri.queryoption.expression.Method;

/** Whatever a value holds, Olingo reads it back as that value, and nothing else changes. */
class InjectionTest {

  @Provide
  Arbitrary<String> hostileText() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "'",
            "''",
            "\"",
            "\\",
            "%",
            "_",
            "[",
            "]",
            "&",
            "#",
            "+",
            "?",
            "/",
            ";",
            "$filter=",
            " or 1 eq 1",
            ")",
            "(",
            "\n",
            "\0",
            "null",
            "😀",
            "ж",
            "x",
            " ",
            ",",
            "=",
            "%27");
    return pieces.list().ofMinSize(1).ofMaxSize(8).map(list -> String.join("", list));
  }

  private static Expression filter(Condition condition) {
    Query query = Query.select("name").from("account").where(condition).limit(3).build();
    UpstreamRequest request =
        Plans.request(Plans.CONNECTOR.plan(query, SampleSchemas.ACCOUNT, Completion.STRICT));
    UriInfo read = ODataJudge.read(request);
    assertThat(read.getTopOption().getValue()).isEqualTo(3);
    assertThat(read.getSelectOption().getSelectItems()).hasSize(1);
    return read.getFilterOption().getExpression();
  }

  private static String text(Expression literal) {
    String quoted = ((Literal) literal).getText();
    return quoted.substring(1, quoted.length() - 1).replace("''", "'");
  }

  @Property(tries = 500)
  void equalTextStaysOneLiteral(@ForAll("hostileText") String value) {
    Binary equal = (Binary) filter(Conditions.equal("name", value));
    assertThat(((Member) equal.getLeftOperand()).getResourcePath().getUriResourceParts())
        .hasSize(1);
    assertThat(text(equal.getRightOperand())).isEqualTo(value);
  }

  @Property(tries = 500)
  void aPatternStaysOneLiteralThatMatchesItself(@ForAll("hostileText") String value) {
    Method contains = (Method) filter(Conditions.contains("name", value));
    String pattern = text(contains.getParameters().get(1));
    assertThat(likeText(pattern)).isEqualTo(value);
  }

  /** The one text that a LIKE pattern of SQL Server stands for, if it has no live wildcard. */
  private static String likeText(String pattern) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      assertThat(c).isNotIn('%', '_');
      if (c == '[') {
        assertThat(pattern.charAt(i + 2)).isEqualTo(']');
        text.append(pattern.charAt(i + 1));
        i += 3;
      } else {
        text.append(c);
        i++;
      }
    }
    return text.toString();
  }

  @Property(tries = 500)
  void aListStaysAListOfItsValues(@ForAll("hostileText") String value) throws Exception {
    Member in = (Member) filter(Conditions.in("name", List.of(value, "second")));
    UriResourceFunction function =
        (UriResourceFunction) in.getResourcePath().getUriResourceParts().get(0);
    assertThat(function.getFunctionImport()).isNull();
    String json = function.getParameters().get(1).getText();
    assertThat(new ObjectMapper().readValue(json, String[].class)).containsExactly(value, "second");
  }
}
