package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.normalize.Normalizer;
import dev.crmql.query.Condition;
import dev.crmql.query.Conditions;
import dev.crmql.query.Query;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever the values and however deep the conditions, what is sent is SOQL, and the same SOQL. */
class SoqlTextPropertyTest {

  private static String soql(Condition condition) {
    Query query = Query.select("Id").from("Account").where(condition).build();
    return new SoqlCompiler()
        .compile(
            Normalizer.normalize(query, ObjectSchema.unknown()),
            ObjectSchema.unknown(),
            Completion.STRICT)
        .statements()
        .get(0);
  }

  @Provide
  Arbitrary<String> text() {
    Arbitrary<Character> any = Arbitraries.chars().all();
    Arbitrary<Character> dangerous =
        Arbitraries.of('\'', '\\', '"', '%', '_', '\n', '\0', '\uD800', '\uDC00', 'n', 'u', '0');
    return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(3, dangerous))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(
            characters -> {
              StringBuilder text = new StringBuilder();
              characters.forEach(text::append);
              return text.toString();
            });
  }

  @Property(tries = 2000)
  void noTextChangesTheStructureOfWhatIsSent(@ForAll("text") String text) {
    assertThat(SoqlJudge.kinds(soql(everyForm(text)))).isEqualTo(KINDS);
  }

  private static final List<String> KINDS = SoqlJudge.kinds(soql(everyForm("x")));

  private static Condition everyForm(String text) {
    return Conditions.or(
        Conditions.equal("a", text),
        Conditions.in("b", List.of(text, "y")),
        Conditions.contains("c", text),
        Conditions.not(Conditions.startsWith("d", text)),
        Conditions.not(Conditions.endsWith("e", text)));
  }

  @Property(tries = 2000)
  void aLiteralReadsAsTheTextItWasWrittenFrom(@ForAll("text") String text) {
    String soql = soql(Conditions.equal("a", text));
    String literal = soql.substring(soql.indexOf('\'') + 1, soql.length() - 1);
    assertThat(read(literal, false)).isEqualTo(text);
  }

  @Property(tries = 2000)
  void aPatternHasNoWildcardsButItsOwn(@ForAll("text") String text) {
    String soql = soql(Conditions.startsWith("a", text));
    String literal = soql.substring(soql.indexOf('\'') + 1, soql.length() - 1);
    assertThat(literal).endsWith("%");
    assertThat(read(literal.substring(0, literal.length() - 1), true)).isEqualTo(text);
  }

  /** The text of a literal, read as the SOQL and SOSL Reference describes the escapes. */
  private static String read(String literal, boolean pattern) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c != '\\') {
        assertThat(c).isNotEqualTo('\'');
        assertThat(pattern && (c == '_' || c == '%')).as("a wildcard").isFalse();
        text.append(c);
        continue;
      }
      char escape = literal.charAt(++i);
      switch (escape) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case '\'', '\\' -> text.append(escape);
        case 'u' -> {
          text.append((char) Integer.parseInt(literal.substring(i + 1, i + 5), 16));
          i += 4;
        }
        case '_', '%' -> {
          assertThat(pattern).as("an escape of LIKE").isTrue();
          text.append(escape);
        }
        default -> throw new AssertionError("no escape of SOQL: \\" + escape);
      }
    }
    return text.toString();
  }

  @Provide
  Arbitrary<Condition> condition() {
    Arbitrary<String> field = Arbitraries.of("a", "b__c", "r__r.c", "Account.Owner.Name");
    Arbitrary<Object> value =
        Arbitraries.of("x", "", "2024-02-29", "2024-02-29T10:00:00.0001Z", 5, true, false);
    Arbitrary<Condition> leaf =
        Arbitraries.oneOf(
            Combinators.combine(field, value).as(Conditions::equal),
            Combinators.combine(field, value).as(Conditions::notEqual),
            Combinators.combine(field, Arbitraries.of("", "x", 5, "2024-02-29"))
                .as(Conditions::lessOrEqual),
            Combinators.combine(field, value.list().ofMaxSize(3)).as(Conditions::in),
            Combinators.combine(field, value.list().ofMaxSize(3)).as(Conditions::notIn),
            Combinators.combine(field, Arbitraries.of("x", "_%", "")).as(Conditions::contains),
            field.map(Conditions::isNull),
            field.map(Conditions::isNotNull));
    return Arbitraries.recursive(
        () -> leaf,
        inner ->
            Arbitraries.oneOf(
                leaf,
                inner.map(Conditions::not),
                Combinators.combine(inner, inner).as((a, b) -> Conditions.and(a, b)),
                Combinators.combine(inner, leaf).as((a, b) -> Conditions.or(a, b))),
        0,
        5);
  }

  @Property(tries = 3000)
  void everyConditionBecomesSoql(@ForAll("condition") Condition condition) {
    Query query = Query.select("Id").from("Account").where(condition).build();
    new SoqlCompiler()
        .compile(
            Normalizer.normalize(query, ObjectSchema.unknown()),
            ObjectSchema.unknown(),
            Completion.STRICT)
        .statements()
        .forEach(SoqlJudge::kinds);
  }
}
