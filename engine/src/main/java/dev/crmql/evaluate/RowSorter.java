package dev.crmql.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.query.FieldPath;
import dev.crmql.query.SortItem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BiFunction;

/**
 * Sorts rows by the keys of ORDER BY.
 *
 * <p>NULL is lowest; above it come truth values, numbers, dates and moments, texts. Texts are read
 * as dates or moments where each text of the property is one. The order does not depend on where a
 * row came from: rows of several services sort as those of one.
 *
 * @param <R> what a row is
 */
public final class RowSorter<R> {

  private final List<SortItem> items;
  private final BiFunction<R, FieldPath, JsonNode> values;

  /**
   * A sorter.
   *
   * @param items the keys, most significant first; with none, rows stay as they are
   * @param values gives a property's value as {@link dev.crmql.spi.RecordFormat#value} describes
   */
  public RowSorter(List<SortItem> items, BiFunction<R, FieldPath, JsonNode> values) {
    this.items = List.copyOf(items);
    this.values = values;
  }

  /** The rows in order; rows of which all keys are equal stay in the order that they had. */
  public <K> List<R> sorted(Collection<? extends R> rows, TextOrder<K> texts) {
    if (items.isEmpty()) {
      return List.copyOf(rows);
    }
    return inOrder(keyed(rows, Optional.empty(), texts), texts);
  }

  /** The rows in order, where it is known already which keys' texts are read as moments. */
  <K> List<R> sorted(Collection<? extends R> rows, BitSet temporal, TextOrder<K> texts) {
    return inOrder(keyed(rows, Optional.of(temporal), texts), texts);
  }

  /**
   * The order of two rows, where it is known which keys hold dates and moments. A text of such a
   * key that is none stands among the texts.
   */
  public <K> Comparator<R> order(BitSet temporal, TextOrder<K> texts) {
    BitSet known = (BitSet) temporal.clone();
    return Comparator.comparing(row -> keyed(row, known, texts), comparator(texts));
  }

  private <K> Keyed<R, K> keyed(R row, BitSet temporal, TextOrder<K> texts) {
    List<SortValue<K>> keys = new ArrayList<>(items.size());
    for (int key = 0; key < items.size(); key++) {
      JsonNode value = value(row, key);
      boolean moment =
          temporal.get(key) && (SortValue.isTemporal(value) || SortValue.isEmpty(value));
      keys.add(SortValue.of(value, moment, texts));
    }
    return new Keyed<>(row, keys);
  }

  private <K> List<R> inOrder(List<Keyed<R, K>> keyed, TextOrder<K> texts) {
    keyed.sort(comparator(texts));
    return keyed.stream().map(Keyed::row).toList();
  }

  /**
   * The rows of several lists, each of them in order already, in one. A list's rows stay in its
   * order, also where that is not this sorter's: so the first rows of the whole are always made of
   * the first rows of each list. Of rows of which all keys are equal, an earlier list's come first.
   */
  public <K> List<R> merged(List<? extends List<? extends R>> lists, TextOrder<K> texts) {
    return merge(lists, texts, heads(texts));
  }

  /**
   * As {@link #merged(List, TextOrder)}, but of rows of which all keys are equal, those come first
   * that {@code ties} puts first.
   */
  public <K> List<R> merged(
      List<? extends List<? extends R>> lists, TextOrder<K> texts, Comparator<R> ties) {
    return merge(lists, texts, heads(texts).thenComparing(head -> head.row().row(), ties));
  }

  private <K> Comparator<Head<R, K>> heads(TextOrder<K> texts) {
    return Comparator.comparing(Head::row, comparator(texts));
  }

  private <K> List<R> merge(
      List<? extends List<? extends R>> lists, TextOrder<K> texts, Comparator<Head<R, K>> order) {
    List<R> all = new ArrayList<>();
    lists.forEach(all::addAll);
    if (items.isEmpty()) {
      return all;
    }
    List<Keyed<R, K>> keyed = keyed(all, Optional.empty(), texts);
    PriorityQueue<Head<R, K>> heads = new PriorityQueue<>(order.thenComparingInt(Head::at));
    int start = 0;
    for (List<? extends R> list : lists) {
      Head.of(keyed, start, start + list.size()).ifPresent(heads::add);
      start += list.size();
    }
    List<R> merged = new ArrayList<>(all.size());
    while (!heads.isEmpty()) {
      Head<R, K> first = heads.remove();
      merged.add(first.row().row());
      first.next().ifPresent(heads::add);
    }
    return merged;
  }

  /** How many keys there are. */
  int keys() {
    return items.size();
  }

  /** Whether a key goes down. */
  boolean isDescending(int key) {
    return items.get(key).descending();
  }

  /** A row's value by which it is sorted. */
  JsonNode value(R row, int key) {
    return values.apply(row, items.get(key).field());
  }

  /** The rows with their keys; the rows tell which keys are moments, unless it is known already. */
  private <K> List<Keyed<R, K>> keyed(
      Collection<? extends R> rows, Optional<BitSet> temporal, TextOrder<K> texts) {
    List<Keyed<R, K>> keyed = new ArrayList<>(rows.size());
    for (R row : rows) {
      keyed.add(new Keyed<>(row, new ArrayList<>(items.size())));
    }
    for (int key = 0; key < items.size(); key++) {
      List<JsonNode> column = new ArrayList<>(rows.size());
      for (R row : rows) {
        column.add(value(row, key));
      }
      boolean moments =
          temporal.isPresent() ? temporal.get().get(key) : SortValue.areTemporal(column);
      for (int i = 0; i < keyed.size(); i++) {
        keyed.get(i).keys.add(SortValue.of(column.get(i), moments, texts));
      }
    }
    return keyed;
  }

  /** The first row of a list that is not merged yet: the one at an index, up to the list's end. */
  private record Head<R, K>(List<Keyed<R, K>> rows, int at, int end) {

    static <R, K> Optional<Head<R, K>> of(List<Keyed<R, K>> rows, int at, int end) {
      return at < end ? Optional.of(new Head<>(rows, at, end)) : Optional.empty();
    }

    Keyed<R, K> row() {
      return rows.get(at);
    }

    Optional<Head<R, K>> next() {
      return of(rows, at + 1, end);
    }
  }

  private record Keyed<R, K>(R row, List<SortValue<K>> keys) {}

  private <K> Comparator<Keyed<R, K>> comparator(TextOrder<K> texts) {
    Comparator<SortValue<K>> values = SortValue.comparator(texts.order());
    return (a, b) -> {
      for (int i = 0; i < items.size(); i++) {
        int order = values.compare(a.keys.get(i), b.keys.get(i));
        if (order != 0) {
          return items.get(i).descending() ? -order : order;
        }
      }
      return 0;
    };
  }
}
