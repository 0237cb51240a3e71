package dev.crmql.search;

import dev.crmql.evaluate.RowSorter;
import dev.crmql.evaluate.TextOrder;
import dev.crmql.query.FieldPath;
import dev.crmql.query.SortItem;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Row;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Says which account's row is the next. */
interface StreamOrder {

  /**
   * The account whose {@link AccountStream#head} is the next row; empty if none has one. The row
   * must be taken before the next is asked for.
   */
  Optional<AccountStream> next() throws InterruptedException;

  /** One account after the other; the first page of the next is read beside the one at hand. */
  final class InTurn implements StreamOrder {

    private final List<AccountStream> accounts;
    private final Consumer<AccountStream> ended;
    private int at;

    /**
     * The order.
     *
     * @param ended is told of an account that has no more rows
     */
    InTurn(List<AccountStream> accounts, Consumer<AccountStream> ended) {
      this.accounts = accounts;
      this.ended = ended;
    }

    @Override
    public Optional<AccountStream> next() throws InterruptedException {
      while (at < accounts.size()) {
        AccountStream account = accounts.get(at);
        account.open();
        if (at + 1 < accounts.size()) {
          accounts.get(at + 1).open();
        }
        if (account.head().isPresent()) {
          return Optional.of(account);
        }
        ended.accept(account);
        at++;
      }
      return Optional.empty();
    }
  }

  /**
   * By the keys of ORDER BY, as {@link Merge} has it; but whether a key's texts are dates is told
   * by what the services say of it, since the rows are not all there to tell.
   */
  final class ByKeys implements StreamOrder {

    private final List<SortItem> keys;
    private final List<AccountStream> accounts;
    private final Consumer<AccountStream> ended;
    private Optional<PriorityQueue<Head>> heads = Optional.empty();
    private Optional<Head> taken = Optional.empty();

    private record Head(
        AccountStream account, int number, Map<FieldPath, FieldPath> fields, Row row) {}

    /** The order; as the other's. */
    ByKeys(List<SortItem> keys, List<AccountStream> accounts, Consumer<AccountStream> ended) {
      this.keys = keys;
      this.accounts = accounts;
      this.ended = ended;
    }

    @Override
    public Optional<AccountStream> next() throws InterruptedException {
      if (heads.isEmpty()) {
        begin();
      }
      if (taken.isPresent()) {
        Head before = taken.get();
        add(before.account, before.number);
      }
      taken = Optional.ofNullable(heads.get().poll());
      return taken.map(Head::account);
    }

    private void begin() throws InterruptedException {
      accounts.forEach(AccountStream::open);
      for (AccountStream account : accounts) {
        account.head();
      }
      heads = Optional.of(new PriorityQueue<>(order().thenComparingInt(Head::number)));
      for (int number = 0; number < accounts.size(); number++) {
        add(accounts.get(number), number);
      }
    }

    private void add(AccountStream account, int number) throws InterruptedException {
      Optional<Row> row = account.head();
      if (row.isEmpty()) {
        ended.accept(account);
        return;
      }
      Map<FieldPath, FieldPath> fields = account.sorted().orElseThrow().sortFields();
      heads.get().add(new Head(account, number, fields, row.get()));
    }

    private Comparator<Head> order() {
      BitSet temporal = new BitSet();
      for (int key = 0; key < keys.size(); key++) {
        temporal.set(key, isTemporal(keys.get(key).field()));
      }
      return new RowSorter<Head>(keys, (head, field) -> head.row.value(head.fields.get(field)))
          .order(temporal, TextOrder.rootCollation());
    }

    private boolean isTemporal(FieldPath field) {
      boolean any = false;
      for (AccountStream account : accounts) {
        Optional<AccountRows> part = account.sorted();
        if (part.isPresent() && part.get().planned().schema().isKnown()) {
          ObjectSchema schema = part.get().planned().schema();
          if (!schema.type(part.get().sortFields().get(field).dotted()).isTemporal()) {
            return false;
          }
          any = true;
        }
      }
      return any;
    }
  }
}
