package dev.crmql.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.SortItem;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FirstKeyOrderTest {

  private static FirstKeyOrder<JsonNode> order(boolean descending, long wanted) {
    SortItem key = new SortItem(FieldPath.of("a"), descending, NodeLocation.NONE);
    return new FirstKeyOrder<>(new RowSorter<>(List.of(key), (row, field) -> row), wanted);
  }

  private static FirstKeyOrder<JsonNode> found(boolean descending, long wanted, String... keys) {
    FirstKeyOrder<JsonNode> order = order(descending, wanted);
    for (String key : keys) {
      order.found(
          key.contains("-") && key.length() > 4
              ? TextNode.valueOf(key)
              : DecimalNode.valueOf(new BigDecimal(key)));
    }
    return order;
  }

  @Test
  void rowsThatEqualTheLastWantedOneAreAllWaitedFor() {
    assertThat(found(false, 2, "1", "2").isComplete()).isFalse();
    assertThat(found(false, 2, "1", "2", "2.0").isComplete()).isFalse();
    assertThat(found(false, 2, "1", "2", "2", "3").isComplete()).isTrue();
    assertThat(found(true, 2, "3", "2", "2").isComplete()).isFalse();
    assertThat(found(true, 2, "3", "2", "1").isComplete()).isTrue();
    assertThat(found(false, 1, "2024-01-01", "2024-01-01T00:00:00Z").isComplete()).isFalse();
    assertThat(found(false, 1, "2024-01-01", "2024-01-01T00:00:01Z").isComplete()).isTrue();
  }

  @Test
  void numbersThatADoubleDoesNotTellApartAreEqual() {
    FirstKeyOrder<JsonNode> order = found(false, 1, "10000000000000001", "10000000000000000");
    assertThat(order.isComplete()).isFalse();
    assertThat(order.fault()).isEmpty();
  }

  @Test
  void rowsOutOfOrderAreAFault() {
    assertThat(found(false, 5, "1", "2", "1").fault()).isPresent();
    assertThat(found(true, 5, "1", "2").fault()).isPresent();
    assertThat(found(true, 5, "2", "1", "1").fault()).isEmpty();
  }

  @Test
  void aRowThatComesTwiceIsAFault() {
    FirstKeyOrder<JsonNode> order = order(false, 5);
    order.came("x");
    order.came("y");
    assertThat(order.fault()).isEmpty();
    order.came("x");
    order.fail("something else");
    assertThat(order.fault()).contains("record x came twice");
  }

  @Test
  void aRowWithoutANumberOrADateIsAFault() {
    for (JsonNode value : List.of(NullNode.getInstance(), TextNode.valueOf("much"))) {
      FirstKeyOrder<JsonNode> order = order(false, 5);
      order.found(value);
      assertThat(order.fault()).isPresent();
    }
  }
}
