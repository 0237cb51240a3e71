package dev.crmql.sugarcrm;

import dev.crmql.query.FieldPath;
import dev.crmql.schema.Field;
import dev.crmql.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a module's fields.
 *
 * @param schema as described, or what is known of every SugarCRM
 */
record SugarFields(ObjectSchema schema) {

  private static final Set<String> ROUNDED = Set.of("float", "double", "decimal", "decimal2");
  private static final Set<String> NUMBERS_IN_TEXT =
      Set.of("employees", "annual_revenue", "opportunity_amount");
  private static final List<String> NAME_PARTS = List.of("first_name", "last_name", "salutation");

  FieldKind kind(FieldPath path) {
    if (path.isNested()) {
      if (isPersonNameOf(path)) {
        return FieldKind.HIDDEN;
      }
      return doubtful(path.leaf()) ? FieldKind.DOUBTFUL : FieldKind.GUESSED;
    }
    Optional<Field> found = schema.field(path.head());
    if (found.isEmpty()) {
      return doubtful(path.head()) ? FieldKind.DOUBTFUL : FieldKind.GUESSED;
    }
    return kind(found.get());
  }

  /** Where the related module is not known, it may be one of persons. */
  private boolean isPersonNameOf(FieldPath path) {
    if (path.leaf().equals("full_name")) {
      return true;
    }
    return path.leaf().equals("name")
        && schema
            .relation(path.head())
            .map(relation -> StockFields.isPerson(relation.target()))
            .orElse(true);
  }

  private static boolean doubtful(String name) {
    return name.endsWith("_c") || NUMBERS_IN_TEXT.contains(name);
  }

  private FieldKind kind(Field field) {
    if (field.nativeType().equals("fullname") && !nameParts().isEmpty()) {
      return FieldKind.PERSON_NAME;
    }
    if (!field.filterable()) {
      return FieldKind.HIDDEN;
    }
    if (field.nativeType().equals("multienum")) {
      return FieldKind.MULTIPLE;
    }
    return switch (field.type()) {
      case TEXT, ID -> FieldKind.TEXT;
      case BOOLEAN -> FieldKind.BOOLEAN;
      case INTEGER -> FieldKind.NUMBER;
      case DECIMAL -> ROUNDED.contains(field.nativeType()) ? FieldKind.ROUNDED : FieldKind.NUMBER;
      case DATE -> FieldKind.DATE;
      case TIMESTAMP -> FieldKind.MOMENT;
      case OTHER -> FieldKind.DOUBTFUL;
    };
  }

  boolean isNullable(FieldPath path) {
    return schema.isNullable(path.head());
  }

  /** The fields of which the service makes a person's name. */
  List<String> nameParts() {
    List<String> parts = new ArrayList<>(NAME_PARTS.size());
    for (String part : NAME_PARTS) {
      if (schema.field(part).filter(Field::filterable).isPresent()) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** What the service may call a property: a person's name by its parts too. */
  List<String> namesIn(FieldPath path) {
    if (kind(path) != FieldKind.PERSON_NAME) {
      return path.names();
    }
    List<String> names = new ArrayList<>(nameParts());
    names.add(path.head());
    return names;
  }

  /** Whether the service can't be trusted to sort by the field, though its answer shows it. */
  boolean isSortedByEngine(FieldPath path) {
    return schema
        .field(path.head())
        .map(
            field ->
                switch (field.nativeType()) {
                  case "fullname", "relate", "email" -> true;
                  default -> false;
                })
        .orElse(false);
  }
}
