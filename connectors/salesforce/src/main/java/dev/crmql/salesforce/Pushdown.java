package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.normalize.NormalizedVisitor;
import dev.crmql.query.ComparisonOperator;
import dev.crmql.query.Condition;
import dev.crmql.query.FieldPath;
import dev.crmql.query.NodeLocation;
import dev.crmql.query.Value;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.spi.Completion;
import dev.crmql.spi.ConditionPart;
import dev.crmql.spi.Handling;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides who makes sure of each condition, and refuses what nobody may or can. Which operators a
 * type takes is in the SOQL and SOSL Reference, Comparison Operators and Field Types.
 */
final class Pushdown extends NormalizedVisitor<Handling> {

  private final SoqlFields fields;
  private final Completion completion;
  private final List<Diagnostic> faults;
  private String reason = "";

  Pushdown(SoqlFields fields, Completion completion, List<Diagnostic> faults) {
    this.fields = fields;
    this.completion = completion;
    this.faults = faults;
  }

  /** The conjuncts with who makes sure of each, in their order. */
  List<ConditionPart> parts(List<Condition> conjuncts) {
    List<ConditionPart> parts = new ArrayList<>(conjuncts.size());
    for (Condition conjunct : conjuncts) {
      reason = "";
      Handling handling = conjunct.accept(this);
      parts.add(new ConditionPart(conjunct, handling, handling == Handling.EXACT ? "" : reason));
    }
    return parts;
  }

  @Override
  public Handling visitAnd(Condition.And condition) {
    return all(condition.operands());
  }

  @Override
  public Handling visitOr(Condition.Or condition) {
    return all(condition.operands());
  }

  /** No condition stands under a negation, so of supersets the whole is one. */
  private Handling all(List<Condition> operands) {
    Handling whole = Handling.EXACT;
    for (Condition operand : operands) {
      whole = weaker(whole, operand.accept(this));
    }
    return whole;
  }

  private static Handling weaker(Handling one, Handling other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public Handling visitComparison(Condition.Comparison condition) {
    Field field = fields.of(condition.field());
    Handling handling = named(condition.field(), field, condition.at());
    checkValue(condition.field(), field, condition.value());
    return switch (condition.operator()) {
      case EQUAL, NOT_EQUAL ->
          weaker(
              handling,
              chosen(
                  field,
                  condition.value(),
                  condition.operator() == ComparisonOperator.NOT_EQUAL,
                  condition.at()));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          weaker(handling, ordered(condition, field));
    };
  }

  private Handling ordered(Condition.Comparison condition, Field field) {
    if (field.type() == FieldType.TEXT && condition.value() instanceof Value.Numeric numeric) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.TYPE_MISMATCH,
              numeric.at(),
              condition.field() + " is text, and a number stands neither before nor after text",
              "write '" + numeric.number() + "' if the order of text is meant"));
      return Handling.EXACT;
    }
    if (SoqlFields.isReference(field)) {
      return withheld(
          condition.at(),
          "Salesforce can't tell which id comes first, as "
              + condition.field()
              + " is compared here",
          "compare with =, != or IN");
    }
    if (SoqlFields.isPicklist(field) || SoqlFields.isMultipicklist(field)) {
      return withheld(
          condition.at(),
          "Salesforce can't tell which choice comes first, as "
              + condition.field()
              + " is compared here",
          "compare with =, != or IN");
    }
    return Handling.EXACT;
  }

  /**
   * A set of choices is compared as a whole; whether {@code 'b;a'} is the set {@code 'a;b'} is not
   * documented.
   */
  private Handling chosen(Field field, Value value, boolean negated, NodeLocation at) {
    if (!SoqlFields.isMultipicklist(field)
        || !(value instanceof Value.Text text)
        || text.text().indexOf(';') < 0) {
      return Handling.EXACT;
    }
    if (negated) {
      return withheld(
          at,
          "Salesforce may compare the choices of " + field.name() + " in any order",
          "leave the condition out, or compare with one choice");
    }
    return because(Handling.SUPERSET, "Salesforce may compare the choices in any order");
  }

  @Override
  public Handling visitLike(Condition.Like condition) {
    FieldPath path = condition.field();
    Field field = fields.of(path);
    Handling handling = named(path, field, condition.at());
    checkLength(condition.text(), condition.at());
    if (field.type() == FieldType.ID) {
      return weaker(
          handling,
          withheld(
              condition.at(),
              "Salesforce has no LIKE for ids such as " + path,
              "compare with =, != or IN"));
    }
    if (SoqlFields.isMultipicklist(field)) {
      return weaker(
          handling,
          withheld(
              condition.at(),
              "Salesforce has no LIKE for sets of choices such as " + path,
              "compare with =, != or IN"));
    }
    return handling;
  }

  @Override
  public Handling visitIn(Condition.In condition) {
    Field field = fields.of(condition.field());
    Handling handling = named(condition.field(), field, condition.at());
    for (Value value : condition.values()) {
      checkValue(condition.field(), field, value);
      handling = weaker(handling, chosen(field, value, condition.negated(), condition.at()));
    }
    return handling;
  }

  @Override
  public Handling visitNullTest(Condition.NullTest condition) {
    return named(condition.field(), fields.of(condition.field()), condition.at());
  }

  @Override
  public Handling visitEmptyTest(Condition.EmptyTest condition) {
    return named(condition.field(), fields.of(condition.field()), condition.at());
  }

  private Handling named(FieldPath path, Field field, NodeLocation at) {
    SoqlNames.checkPath(path, faults);
    if (field.filterable()) {
      return Handling.EXACT;
    }
    if (completion == Completion.LOCAL) {
      return because(Handling.LOCAL, "Salesforce can't filter by " + path);
    }
    faults.add(
        Diagnostic.of(
            DiagnosticCode.NOT_FILTERABLE,
            at,
            "Salesforce can't filter by " + path,
            "completion=local lets the engine evaluate it"));
    return Handling.EXACT;
  }

  private Handling withheld(NodeLocation at, String message, String hint) {
    if (completion == Completion.LOCAL) {
      return because(Handling.LOCAL, message);
    }
    faults.add(
        Diagnostic.of(
            DiagnosticCode.UNSUPPORTED_CONSTRUCT,
            at,
            message,
            hint,
            "completion=local lets the engine evaluate it"));
    return Handling.EXACT;
  }

  private Handling because(Handling handling, String why) {
    if (handling == Handling.LOCAL || reason.isEmpty()) {
      reason = why;
    }
    return handling;
  }

  private void checkValue(FieldPath path, Field field, Value value) {
    if (value instanceof Value.Text text) {
      checkLength(text.text(), text.at());
      if (SoqlFields.isTime(field) && SoqlLiteral.time(text.text()).isEmpty()) {
        faults.add(
            Diagnostic.of(
                DiagnosticCode.TYPE_MISMATCH,
                text.at(),
                path + " is a time of day; this value is not",
                "write it as '23:59:59' or '23:59:59.999'"));
      }
      if (field.type() == FieldType.ID && !SalesforceIds.isId(text.text())) {
        faults.add(
            Diagnostic.of(
                DiagnosticCode.TYPE_MISMATCH,
                text.at(),
                path + " is an id; this value is not",
                "an id has 15 or 18 letters and digits"));
      }
    }
  }

  private void checkLength(String text, NodeLocation at) {
    if (text.length() > SoqlLimits.INSTANCE.textLength()) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.REQUEST_TOO_LONG,
              at,
              "Salesforce takes text of up to "
                  + SoqlLimits.INSTANCE.textLength()
                  + " characters; this has "
                  + text.length(),
              "compare with a shorter text"));
    }
  }
}
