package dev.crmql.sugarcrm;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.LikeMatch;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Value;
import dev.crmql.spi.Completion;
import java.util.List;

/** Writes conditions as a filter definition, each with how much of it the service answers. */
final class FilterWriter extends NormalizedVisitor<Pushed> {

  private static final String NAME = "a person's name is not in the database";

  private final FilterJson json;
  private final SugarFields fields;
  private final Completion completion;
  private final List<Diagnostic> faults;
  private final ComparisonWriter comparisons;
  private String reason = "";

  FilterWriter(
      FilterJson json, SugarFields fields, Completion completion, List<Diagnostic> faults) {
    this.json = json;
    this.fields = fields;
    this.completion = completion;
    this.faults = faults;
    this.comparisons = new ComparisonWriter(json, faults);
  }

  static IllegalStateException notNormalised(String what) {
    return new IllegalStateException("normalised queries hold no " + what);
  }

  /** Why what was written last is not exact, in a few words; empty if it is. */
  String reason() {
    return reason;
  }

  /** Writes a conjunct. */
  Pushed write(Condition conjunct) {
    reason = "";
    return conjunct.accept(this);
  }

  @Override
  public Pushed visitAnd(Condition.And condition) {
    int start = json.length();
    json.open("$and");
    int first = json.length();
    boolean exact = true;
    for (Condition operand : condition.operands()) {
      int before = json.length();
      if (before > first) {
        json.comma();
      }
      Pushed pushed = operand.accept(this);
      exact &= pushed == Pushed.EXACT;
      if (pushed == Pushed.NOTHING) {
        json.cutTo(before);
      }
    }
    boolean empty = json.length() == first;
    json.close();
    if (empty) {
      json.cutTo(start);
      return Pushed.NOTHING;
    }
    return exact ? Pushed.EXACT : Pushed.SUPERSET;
  }

  /** One operand of which nothing is asked lets every row pass. */
  @Override
  public Pushed visitOr(Condition.Or condition) {
    int start = json.length();
    json.open("$or");
    int first = json.length();
    Pushed all = Pushed.EXACT;
    for (Condition operand : condition.operands()) {
      if (json.length() > first) {
        json.comma();
      }
      Pushed pushed = operand.accept(this);
      if (pushed.compareTo(all) > 0) {
        all = pushed;
      }
    }
    json.close();
    if (all == Pushed.NOTHING) {
      json.cutTo(start);
    }
    return all;
  }

  @Override
  public Pushed visitComparison(Condition.Comparison condition) {
    FieldKind kind = fields.kind(condition.field());
    return switch (kind) {
      case PERSON_NAME -> because(NAME, names().comparison(condition));
      case HIDDEN -> hidden(condition.field(), condition.at());
      case MULTIPLE -> multiple(condition.field(), condition.at());
      case TEXT, BOOLEAN, NUMBER, ROUNDED, DATE, MOMENT, GUESSED, DOUBTFUL ->
          compared(comparisons.comparison(condition, kind), condition.value(), kind);
    };
  }

  @Override
  public Pushed visitIn(Condition.In condition) {
    FieldKind kind = fields.kind(condition.field());
    return switch (kind) {
      case PERSON_NAME -> because(NAME, names().in(condition));
      case HIDDEN -> hidden(condition.field(), condition.at());
      case MULTIPLE -> multiple(condition.field(), condition.at());
      case TEXT, BOOLEAN, NUMBER, ROUNDED, DATE, MOMENT, GUESSED, DOUBTFUL ->
          compared(comparisons.in(condition, kind), condition.values().get(0), kind);
    };
  }

  private Pushed compared(Pushed pushed, Value value, FieldKind kind) {
    return because(
        kind == FieldKind.ROUNDED || !(value instanceof Value.Numeric)
            ? "the service rounds before it compares"
            : "the service may compare the number as text",
        pushed);
  }

  @Override
  public Pushed visitLike(Condition.Like condition) {
    FieldPath field = condition.field();
    FieldKind kind = fields.kind(field);
    return switch (kind) {
      case PERSON_NAME -> because(NAME, names().like(condition));
      case HIDDEN -> hidden(field, condition.at());
      case MULTIPLE -> multiple(field, condition.at());
      case TEXT, BOOLEAN, NUMBER, ROUNDED, DATE, MOMENT, GUESSED, DOUBTFUL ->
          condition.negated() ? notLike(condition, kind) : like(condition);
    };
  }

  private Pushed like(Condition.Like condition) {
    String name = condition.field().dotted();
    LikeText like = LikeText.of(condition.match(), condition.text());
    if (like.text().isEmpty()) {
      json.emptyTest(name, "$not_null");
    } else {
      json.test(name, like.operator()).text(like.text(), condition.at()).end();
    }
    return because(
        "the service takes %, _ and \\ as wildcards",
        like.exact() ? Pushed.EXACT : Pushed.SUPERSET);
  }

  /** The one negated form that the service has keeps NULL. */
  private Pushed notLike(Condition.Like condition, FieldKind kind) {
    String name = condition.field().dotted();
    if (condition.match() == LikeMatch.CONTAINS && LikeText.isPlain(condition.text())) {
      json.open("$and").test(name, "$not_contains").text(condition.text(), condition.at()).end();
      json.comma();
      json.emptyTest(name, "$not_null");
      json.close();
      return Pushed.EXACT;
    }
    if (kind != FieldKind.TEXT) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.UNSUPPORTED_CONSTRUCT,
              condition.at(),
              "SugarCRM can't be asked this NOT LIKE, and whether "
                  + name
                  + " is text is not known",
              "ask for the opposite and leave those rows out"));
    }
    json.emptyTest(name, "$not_null");
    return because("the service has no such NOT LIKE", Pushed.SUPERSET);
  }

  @Override
  public Pushed visitNullTest(Condition.NullTest condition) {
    FieldKind kind = fields.kind(condition.field());
    return switch (kind) {
      case PERSON_NAME -> names().nullTest(condition);
      case HIDDEN -> hidden(condition.field(), condition.at());
      case TEXT, BOOLEAN, NUMBER, ROUNDED, DATE, MOMENT, GUESSED, DOUBTFUL, MULTIPLE -> {
        json.emptyTest(condition.field().dotted(), condition.negated() ? "$not_null" : "$is_null");
        yield Pushed.EXACT;
      }
    };
  }

  /** {@code $not_equals} leaves NULL out by itself. */
  @Override
  public Pushed visitEmptyTest(Condition.EmptyTest condition) {
    String name = condition.field().dotted();
    FieldKind kind = fields.kind(condition.field());
    return switch (kind) {
      case PERSON_NAME -> because(NAME, names().emptyTest(condition));
      case HIDDEN -> hidden(condition.field(), condition.at());
      case TEXT, BOOLEAN, NUMBER, ROUNDED, DATE, MOMENT, GUESSED, DOUBTFUL, MULTIPLE -> {
        if (condition.negated()) {
          json.emptyTest(name, "$not_equals");
        } else {
          json.open("$or").emptyTest(name, "$is_null");
          json.comma();
          json.emptyTest(name, "$equals");
          json.close();
        }
        yield Pushed.EXACT;
      }
    };
  }

  private Pushed because(String why, Pushed pushed) {
    if (pushed != Pushed.EXACT && reason.isEmpty()) {
      reason = why;
    }
    return pushed;
  }

  private PersonNames names() {
    return new PersonNames(json, fields.nameParts());
  }

  private Pushed hidden(FieldPath field, NodeLocation at) {
    String message = "SugarCRM can't filter by " + field + ", which is not in its database";
    if (field.isNested()) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.NOT_FILTERABLE,
              at,
              message,
              "filter by first_name and last_name of the related person"));
    } else if (completion == Completion.STRICT) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.NOT_FILTERABLE,
              at,
              message,
              "completion=local lets the engine evaluate it"));
    }
    return because("not in the service's database", Pushed.NOTHING);
  }

  private Pushed multiple(FieldPath field, NodeLocation at) {
    faults.add(
        Diagnostic.of(
            DiagnosticCode.NOT_FILTERABLE,
            at,
            field + " holds several keys, which can't be compared with one value",
            "only IS NULL and IS NOT NULL can be asked of it"));
    return Pushed.NOTHING;
  }
}
