package dev.crmql.dynamics;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.ObjectName;
import dev.crmql.query.SortItem;
import dev.crmql.schema.Field;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One query on its way to OData. */
final class Compilation {

  private final NormalizedQuery query;
  private final Table table;
  private final List<ConditionPart> parts;
  private final Shape asked = new Shape();
  private final Shape fetched = new Shape();
  private final List<Diagnostic> faults = new ArrayList<>(0);
  private final Set<String> notes = new LinkedHashSet<>();
  private final boolean sortedByEngine;
  private final ODataQuery odata;

  Compilation(NormalizedQuery query, ObjectSchema schema, Completion completion) {
    this.query = query;
    this.table = Table.of(query.written().from().name(), schema);
    checkNames();
    this.parts = Pushdown.of(query.conjuncts(), table, completion, faults);
    this.sortedByEngine = !checkOrder(completion);
    addFields();
    FilterWriter filter = new FilterWriter(table, faults);
    writeFilter(filter);
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
    if (!schema.isKnown()) {
      note(
          "without metadata, the entity set "
              + table.entitySet()
              + " and the id property "
              + table.idProperty()
              + " were guessed");
    }
    this.odata = odata(filter);
  }

  ODataQuery odata() {
    return odata;
  }

  Table table() {
    return table;
  }

  /** What the caller asked for; empty for all properties. */
  Shape asked() {
    return asked;
  }

  /** What is fetched: what was asked for, and what the engine needs. */
  Shape fetched() {
    return fetched;
  }

  /** Whether Dataverse can't sort the rows as the query says. */
  boolean sortedByEngine() {
    return sortedByEngine;
  }

  private void note(String note) {
    notes.add(note);
  }

  private void checkNames() {
    ObjectName from = query.written().from();
    if (!ODataNames.isName(table.name())) {
      String message = "no table of Dynamics can be called " + table.name();
      String hint = "write its logical name, such as account";
      faults.add(Diagnostic.of(DiagnosticCode.INVALID_NAME, from.at(), message, hint));
    }
    query.fields().forEach(this::checkName);
    query.conjuncts().forEach(condition -> ConditionFields.forEach(condition, this::checkName));
    query.orderBy().forEach(item -> checkName(item.field()));
  }

  private void checkName(FieldPath field) {
    for (String name : field.names()) {
      if (!ODataNames.isName(name)) {
        String message = "no property of Dynamics can be called " + name;
        String hint = "names hold the letters A to Z, digits and _, and start with no digit";
        faults.add(Diagnostic.of(DiagnosticCode.INVALID_NAME, field.at(), message, hint));
      }
    }
  }

  /** Whether Dataverse sorts by all of the keys as the query means it. */
  private boolean checkOrder(Completion completion) {
    boolean sortable = true;
    for (SortItem item : query.orderBy()) {
      Optional<String> obstacle = table.orderObstacle(item.field());
      if (obstacle.isEmpty()) {
        continue;
      }
      sortable = false;
      boolean completable = !table.leadsToMany(item.field());
      if (completion == Completion.STRICT || !completable) {
        String hint =
            completable ? "completion=local lets the engine sort" : "sort by another property";
        faults.add(Diagnostic.of(DiagnosticCode.NOT_SORTABLE, item.at(), obstacle.get(), hint));
      }
    }
    return sortable;
  }

  private void addFields() {
    for (FieldPath field : query.fields()) {
      add(asked, field);
      add(fetched, field);
    }
    for (ConditionPart part : parts) {
      if (part.handling() != Handling.EXACT) {
        ConditionFields.forEach(part.condition(), field -> add(fetched, field));
      }
    }
    for (SortItem item : query.orderBy()) {
      add(fetched, item.field());
    }
    int most = DynamicsLimits.INSTANCE.expands();
    if (fetched.expands() > most) {
      String message = "Dynamics answers with at most " + most + " relations of a row";
      faults.add(
          Diagnostic.of(
              DiagnosticCode.UNSUPPORTED_CONSTRUCT,
              query.written().selection().at(),
              message,
              "leave some of them out"));
    }
  }

  private void add(Shape shape, FieldPath field) {
    shape.add(Table.relations(field), table.property(field));
  }

  private void writeFilter(FilterWriter filter) {
    boolean alone = parts.size() == 1;
    for (ConditionPart part : parts) {
      if (part.handling() == Handling.EXACT) {
        filter.and(part.condition(), alone);
        ConditionFields.forEach(part.condition(), this::noteMeaning);
      }
    }
  }

  private void noteMeaning(FieldPath field) {
    Field known = field.isNested() ? null : table.schema().field(field.head()).orElse(null);
    if (known != null && known.nativeType().equals(AttributeTypes.TIME_ZONE_INDEPENDENT)) {
      note(field + " is the same on every clock; it is compared as if it were UTC");
    }
  }

  private ODataQuery odata(FilterWriter filter) {
    boolean exact = parts.stream().allMatch(part -> part.handling() == Handling.EXACT);
    OptionalInt top = exact && !sortedByEngine ? top() : OptionalInt.empty();
    String orderBy = orderBy();
    return new ODataQuery(
        table.entitySet(),
        query.selectsAll() ? "" : select(),
        fetched.expand(),
        filter.filter(),
        orderBy,
        top,
        top.isPresent() ? OptionalInt.empty() : OptionalInt.of(pageRows()),
        query.fields().stream().anyMatch(table::isLookup),
        filter.conditions() + fetched.expands(),
        parts,
        List.copyOf(notes));
  }

  /** An empty $select would fetch every property. */
  private String select() {
    String select = fetched.select();
    return select.isEmpty() ? table.idProperty() : select;
  }

  private int pageRows() {
    DynamicsLimits limits = DynamicsLimits.INSTANCE;
    return query.selectsAll() ? limits.wholeRows() : limits.pageRows();
  }

  /** $top is for what one page can hold: whether it may be more is not documented. */
  private OptionalInt top() {
    int most = pageRows();
    long limit = query.limit().orElse(Long.MAX_VALUE);
    return limit <= most && query.offset() <= most - limit
        ? OptionalInt.of((int) (limit + query.offset()))
        : OptionalInt.empty();
  }

  /** Where a part of the rows is wanted, their order must be total. */
  private String orderBy() {
    if (sortedByEngine) {
      return "";
    }
    if (query.orderBy().isEmpty() && query.limit().isEmpty() && query.offset() == 0) {
      return "";
    }
    StringBuilder keys = new StringBuilder();
    boolean byId = false;
    for (SortItem item : query.orderBy()) {
      String property = table.property(item.field());
      byId |= property.equals(table.idProperty());
      keys.append(property).append(item.descending() ? " desc," : " asc,");
    }
    if (!byId) {
      return keys.append(table.idProperty()).append(" asc").toString();
    }
    note("Dynamics sorts ids in an order of its own");
    keys.setLength(keys.length() - 1);
    return keys.toString();
  }
}
