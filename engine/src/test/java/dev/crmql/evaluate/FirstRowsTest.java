package dev.crmql.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.SortItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstRowsTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Comparator<Thing> BY_ID = Comparator.comparing(Thing::id);

  record Thing(int id, List<JsonNode> values) {}

  private static RowSorter<Thing> sorter(boolean descending) {
    List<SortItem> keys = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      keys.add(new SortItem(FieldPath.of(Integer.toString(i)), descending, NodeLocation.NONE));
    }
    return new RowSorter<>(
        keys, (thing, field) -> thing.values().get(Integer.parseInt(field.head())));
  }

  /** Dates in forms that text sorts otherwise, and what is no date. */
  private static final List<JsonNode> DATES =
      List.of(
          JSON.textNode("2024-01-02"),
          JSON.textNode("2024-01-01T23:00:00-05:00"),
          JSON.textNode("2024-01-02T01:00:00Z"),
          JSON.textNode("2024-01-02T03:00:00+05:00"),
          JSON.textNode("2023-12-31T23:59:59Z"));

  private static final List<JsonNode> OTHERS =
      List.of(
          JSON.nullNode(),
          JSON.textNode(""),
          JSON.numberNode(3),
          JSON.booleanNode(true),
          JSON.textNode("2024 or so"),
          JSON.textNode("a"));

  private static JsonNode value(Random random) {
    List<JsonNode> values = random.nextInt(40) == 0 ? OTHERS : DATES;
    return values.get(random.nextInt(values.size()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theFirstRowsAreThoseOfTheWholeSortedAtOnce(boolean descending) {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      int wanted = random.nextInt(12);
      FirstRows<Thing> first = new FirstRows<>(sorter(descending), BY_ID, wanted, 2);
      List<Thing> all = new ArrayList<>();
      for (int id = 1 + random.nextInt(80); id > 0; id--) {
        Thing thing = new Thing(id, List.of(value(random), value(random)));
        all.add(thing);
        first.add(thing);
      }
      all.sort(BY_ID);
      List<Thing> sorted = sorter(descending).sorted(all, TextOrder.rootCollation());
      assertThat(first.sorted())
          .as("seed " + seed)
          .isEqualTo(sorted.subList(0, Math.min(wanted, sorted.size())));
    }
  }

  @Test
  void ofManyRowsFewAreKept() {
    FirstRows<Thing> first = new FirstRows<>(sorter(false), BY_ID, 10);
    int most = 0;
    for (int i = 0; i < 50_000; i++) {
      JsonNode text = JSON.textNode("t" + i * 7919 % 50_000);
      first.add(new Thing(i, List.of(text, JSON.nullNode())));
      most = Math.max(most, first.size());
    }
    assertThat(most).isLessThan(1_100);
    assertThat(first.sorted()).hasSize(10);
  }
}
