package dev.crmql.sugarcrm;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.query.Condition;
import dev.crmql.query.ConditionFields;
import dev.crmql.query.FieldPath;
import dev.crmql.query.SortItem;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compiles a query to a filtered list of SugarCRM's REST API. Pure. */
public final class SugarFilterCompiler {

  private static final String ID = "id";

  private final NormalizedQuery query;
  private final SugarFields fields;
  private final Completion completion;
  private final List<Diagnostic> faults = new ArrayList<>();
  private final List<ConditionPart> parts = new ArrayList<>();
  private final Set<String> fetched = new LinkedHashSet<>();

  private SugarFilterCompiler(NormalizedQuery query, ObjectSchema schema, Completion completion) {
    this.query = query;
    this.fields = new SugarFields(schema);
    this.completion = completion;
  }

  /**
   * The query in SugarCRM's own words.
   *
   * @param query normalised for the schema; may match nothing, then the result says nothing
   * @param schema the module as described, or what every SugarCRM has
   * @param module its name
   * @param completion whether the engine may evaluate what the service can't
   * @throws QueryException if the service can't be asked this, with every reason at once
   */
  public static SugarQuery compile(
      NormalizedQuery query, ObjectSchema schema, String module, Completion completion) {
    return new SugarFilterCompiler(query, schema, completion).compile(module);
  }

  private SugarQuery compile(String module) {
    checkNames(module);
    query.fields().forEach(field -> fetched.add(field.head()));
    fetched.add(ID);
    String filter = filter();
    String orderBy = orderBy();
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
    boolean sortedByEngine = isSortedByEngine();
    boolean exact = !sortedByEngine && parts.stream().allMatch(part -> part.reason().isEmpty());
    return new SugarQuery(
        module,
        Optional.of(filter).filter(text -> !text.isEmpty()),
        query.selectsAll() ? Optional.empty() : Optional.of(String.join(",", fetched)),
        Optional.of(orderBy).filter(text -> !text.isEmpty()),
        maxNum(exact),
        exact ? query.offset() : 0,
        exact,
        sortedByEngine,
        parts);
  }

  private void checkNames(String module) {
    SugarNames.check(module, "module", query.written().from().at(), faults);
    query.fields().forEach(field -> SugarNames.check(field, faults));
    query
        .conjuncts()
        .forEach(
            conjunct ->
                ConditionFields.forEach(conjunct, field -> SugarNames.check(field, faults)));
    query.orderBy().forEach(item -> SugarNames.check(item.field(), faults));
    if (!faults.isEmpty()) {
      throw new QueryException(faults, null);
    }
  }

  /** A JSON array, or empty text if nothing is asked of the service. */
  private String filter() {
    FilterJson json = new FilterJson();
    FilterWriter writer = new FilterWriter(json, fields, completion, faults);
    json.raw("[");
    int first = json.length();
    for (Condition conjunct : query.conjuncts()) {
      int before = json.length();
      if (before > first) {
        json.comma();
      }
      Pushed pushed = writer.write(conjunct);
      if (pushed == Pushed.NOTHING) {
        json.cutTo(before);
      }
      parts.add(part(conjunct, pushed, writer.reason()));
    }
    if (json.deepest() > SugarLimits.INSTANCE.jsonDepth()) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.REQUEST_TOO_LONG,
              query.written().where().orElseThrow().at(),
              "SugarCRM reads filters to a depth of " + SugarLimits.INSTANCE.jsonDepth(),
              "nest AND and OR less deeply"));
    }
    return json.length() == first ? "" : json.raw("]").toString();
  }

  private ConditionPart part(Condition conjunct, Pushed pushed, String reason) {
    if (pushed == Pushed.EXACT) {
      return ConditionPart.exact(conjunct);
    }
    checkAnswer(conjunct, pushed);
    ConditionFields.forEach(conjunct, field -> fetched.add(field.head()));
    return pushed == Pushed.NOTHING && completion == Completion.LOCAL
        ? ConditionPart.local(conjunct, reason)
        : ConditionPart.superset(conjunct, reason);
  }

  /** What is asked of one property alone is not asked of NULL, so that the answer shows none. */
  private void checkAnswer(Condition conjunct, Pushed pushed) {
    boolean nullIsLeftOut = pushed == Pushed.SUPERSET && !(conjunct instanceof Condition.Or);
    if (faults.isEmpty()) {
      conjunct.accept(new AnswerCheck(fields, nullIsLeftOut, faults));
    }
  }

  private boolean isSortedByEngine() {
    for (SortItem item : query.orderBy()) {
      if (fields.isSortedByEngine(item.field())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The sort keys that the service has, and the id, so that pages are stable. It would sort persons
   * by their last name if asked to sort by the whole one; so pages do, too.
   */
  private String orderBy() {
    if (query.orderBy().isEmpty()) {
      return "";
    }
    StringBuilder keys = new StringBuilder(64);
    Set<String> seen = new LinkedHashSet<>();
    for (SortItem item : query.orderBy()) {
      FieldPath field = item.field();
      fetched.add(field.head());
      boolean personName = fields.kind(field) == FieldKind.PERSON_NAME;
      String key = personName ? "last_name" : field.head();
      if ((personName || !fields.isSortedByEngine(field)) && seen.add(key)) {
        keys.append(key).append(item.descending() ? ":desc," : ":asc,");
      }
    }
    if (seen.contains(ID)) {
      keys.setLength(keys.length() - 1);
    } else {
      keys.append("id:asc");
    }
    return keys.toString();
  }

  private int maxNum(boolean exact) {
    SugarLimits limits = SugarLimits.INSTANCE;
    if (!exact || query.limit().isEmpty()) {
      return limits.pageRows();
    }
    return (int) Math.max(1, Math.min(query.limit().getAsLong(), limits.mostPageRows()));
  }
}
