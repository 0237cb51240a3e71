package dev.crmql.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.query.FieldPath;
import dev.crmql.query.SortItem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowSorterTest {

  private static final FieldPath FIELD = FieldPath.of("f");

  private static List<String> sorted(SortItem item, Object... values) {
    List<JsonNode> rows =
        Arrays.stream(values)
            .<JsonNode>map(
                value -> value == null ? NullNode.instance : new ObjectMapper().valueToTree(value))
            .toList();
    return new RowSorter<JsonNode>(List.of(item), (row, field) -> row)
        .sorted(rows, TextOrder.rootCollation()).stream().map(JsonNode::asText).toList();
  }

  private static List<String> ascending(Object... values) {
    return sorted(SortItem.ascending(FIELD), values);
  }

  @Test
  void nullIsLowest() {
    assertThat(ascending("b", null, "", "A")).containsExactly("null", "", "A", "b");
    assertThat(ascending(2, null, -1)).containsExactly("null", "-1", "2");
    assertThat(sorted(SortItem.descending(FIELD), "b", null, "A"))
        .containsExactly("b", "A", "null");
  }

  @Test
  void momentsSortByTimeWhateverTheirForm() {
    assertThat(
            ascending(
                "2024-01-01T00:30:00+01:00",
                "2024-01-01",
                "2023-12-31T23:45:00Z",
                "2024-01-01T00:00:00.000+0000"))
        .containsExactly(
            "2024-01-01T00:30:00+01:00",
            "2023-12-31T23:45:00Z",
            "2024-01-01",
            "2024-01-01T00:00:00.000+0000");
  }

  @Test
  void aTextThatLooksLikeADateSortsAmongTexts() {
    assertThat(ascending("Acme", "2018-02-23", null, "", "100"))
        .containsExactly("null", "", "100", "2018-02-23", "Acme");
  }

  @Test
  void anEmptyTextAmongMomentsIsNoValue() {
    assertThat(ascending("2024-01-01", "", null)).containsExactly("", "null", "2024-01-01");
  }

  @Test
  void caseDoesNotCountAndAccentsDo() {
    assertThat(ascending("éa", "EB", "ea", "EA")).containsExactly("ea", "EA", "éa", "EB");
  }

  @Test
  void rowsThatAreEqualStayInTheirOrder() {
    assertThat(ascending("x", "X", "x")).containsExactly("x", "X", "x");
  }

  private static List<String> merged(SortItem item, List<List<String>> lists) {
    return new RowSorter<String>(
            List.of(item), (row, field) -> TextNode.valueOf(row.replaceAll("/.*", "")))
        .merged(lists, TextOrder.rootCollation());
  }

  @Test
  void listsAreMergedAndTheEarlierListGoesFirstWhereKeysAreEqual() {
    assertThat(
            merged(
                SortItem.ascending(FIELD),
                List.of(List.of("a/1", "c/1"), List.of(), List.of("A/2", "b/2", "c/2"))))
        .containsExactly("a/1", "A/2", "b/2", "c/1", "c/2");
    assertThat(merged(SortItem.descending(FIELD), List.of(List.of("c", "a"), List.of("d", "b"))))
        .containsExactly("d", "c", "b", "a");
  }

  @Test
  void theFirstRowsOfTheWholeAreMadeOfTheFirstRowsOfEachListHoweverItIsSorted() {
    List<String> byBytes = List.of("%", "A", "Z", "_", "a");
    List<String> byLength = List.of("b", "a", "_x", "%%");
    List<String> whole = merged(SortItem.ascending(FIELD), List.of(byBytes, byLength));

    for (int first = 0; first <= byLength.size(); first++) {
      List<String> cut =
          merged(
              SortItem.ascending(FIELD),
              List.of(byBytes.subList(0, first), byLength.subList(0, first)));
      assertThat(cut.subList(0, first)).isEqualTo(whole.subList(0, first));
    }
  }
}
