package dev.crmql.conformance;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text is, it is a query or refused as one; each try is {@value #TEXTS} texts. */
class ParserFuzzTest {

  private static final int TEXTS = 40;

  private static final List<String> QUERIES =
      Suite.load().files().stream()
          .flatMap(file -> file.cases().stream())
          .map(said -> said.query().text())
          .filter(text -> text.length() < 2_000)
          .distinct()
          .toList();

  @Provide
  Arbitrary<List<String>> anyTexts() {
    return Arbitraries.strings().all().ofMaxLength(60).list().ofSize(TEXTS);
  }

  @Provide
  Arbitrary<List<String>> soups() {
    return texts(FuzzedTexts::soup);
  }

  @Provide
  Arbitrary<List<String>> mutatedQueries() {
    return Arbitraries.of(QUERIES)
        .flatMap(query -> randomTexts(random -> new FuzzedTexts(random).mutated(query)));
  }

  private static Arbitrary<List<String>> texts(Function<FuzzedTexts, String> text) {
    return randomTexts(random -> text.apply(new FuzzedTexts(random)));
  }

  private static Arbitrary<List<String>> randomTexts(Function<Random, String> text) {
    return Arbitraries.randomValue(text).list().ofSize(TEXTS);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyTextIsAQueryOrRefused(@ForAll("anyTexts") List<String> texts) {
    texts.forEach(ParserChecks::check);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void wordsInAnyOrderAreAQueryOrRefused(@ForAll("soups") List<String> texts) {
    texts.forEach(ParserChecks::check);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void changedQueriesAreQueriesOrRefused(@ForAll("mutatedQueries") List<String> texts) {
    texts.forEach(ParserChecks::check);
  }
}
