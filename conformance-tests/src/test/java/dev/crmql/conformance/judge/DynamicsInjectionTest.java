package dev.crmql.conformance.judge;

import dev.crmql.language.QueryParser;
import dev.crmql.schema.ObjectSchema;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Dynamics, whose OData Olingo reads, asked in KQL and in DQL. */
final class DynamicsInjectionTest extends InjectionTest {

  private static final Map<String, Integer> COUNTS = new HashMap<>();

  DynamicsInjectionTest() {
    super("dynamics", "account", COUNTS);
  }

  /** Olingo takes null for a word of its own even where a name goes on. */
  @Override
  @Provide
  Arbitrary<String> names() {
    return super.names().filter(name -> name.equals("null") || !name.startsWith("null"));
  }

  @Property
  void textStaysTextInDql(@ForAll("texts") String text) {
    values(QueryParser.dql(), ObjectSchema.unknown(), text);
  }

  @Property
  void aNameIsOneNameOrRefusedInDql(@ForAll("names") String name) {
    for (NamePlace place : NamePlace.values()) {
      name(place, QueryParser.dql(), name);
    }
  }

  @AfterContainer
  static void printCounts() {
    print("dynamics", COUNTS);
  }
}
