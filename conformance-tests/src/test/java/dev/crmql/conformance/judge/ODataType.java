package dev.crmql.conformance.judge;

import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;

/**
 * A type of rows: as the schema says or, where nothing does, as a request takes it to be, each
 * property of the kind of the values that it is compared with.
 */
final class ODataType {

  private static final Pattern COMPARISON =
      Pattern.compile("([A-Za-z_][\\w/]*) (?:eq|ne|lt|le|gt|ge) ([^ )]+)");

  /** The same where a property has the name of an operator. */
  private static final Pattern AFTER_A_WORD =
      Pattern.compile("(?<=\\b(?:and|or|not) )" + COMPARISON.pattern());

  private static final Pattern FUNCTION =
      Pattern.compile("(?:contains|startswith|endswith)\\(([A-Za-z_][\\w/]*),");
  private static final Pattern GUID =
      Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*");

  private final Map<String, EdmPrimitiveTypeKind> properties = new LinkedHashMap<>();
  private final Map<String, ODataType> relations = new LinkedHashMap<>();
  private boolean open = true;

  /** The type of the rows that are asked for. */
  static ODataType of(Map<String, String> options, ObjectSchema schema) {
    ODataType type = new ODataType();
    if (schema.isKnown()) {
      String id = schema.idField().orElse("");
      schema.fields().forEach(field -> type.describe(field, id));
      schema.relations().forEach(relation -> type.relations.put(relation.name(), new ODataType()));
      type.open = false;
    }
    String filter = options.getOrDefault("$filter", "");
    type.filtered(Quotes.emptied(filter, Quotes.ofOData(filter)));
    type.selected(options.getOrDefault("$select", ""));
    for (String key : options.getOrDefault("$orderby", "").split(",", -1)) {
      type.use(key.split(" ", 2)[0], null);
    }
    type.expanded(options.getOrDefault("$expand", ""), 0);
    return type;
  }

  Map<String, EdmPrimitiveTypeKind> properties() {
    return properties;
  }

  Map<String, ODataType> relations() {
    return relations;
  }

  private void describe(Field field, String id) {
    boolean own = field.name().equals(id) || field.nativeType().equals("UniqueidentifierType");
    boolean lookup = field.type() == FieldType.ID && !own;
    properties.put(lookup ? "_" + field.name() + "_value" : field.name(), kind(field.type()));
  }

  private static EdmPrimitiveTypeKind kind(FieldType type) {
    return switch (type) {
      case TEXT, OTHER -> EdmPrimitiveTypeKind.String;
      case ID -> EdmPrimitiveTypeKind.Guid;
      case BOOLEAN -> EdmPrimitiveTypeKind.Boolean;
      case INTEGER -> EdmPrimitiveTypeKind.Int64;
      case DECIMAL -> EdmPrimitiveTypeKind.Decimal;
      case DATE -> EdmPrimitiveTypeKind.Date;
      case TIMESTAMP -> EdmPrimitiveTypeKind.DateTimeOffset;
    };
  }

  private void filtered(String filter) {
    for (Pattern pattern : List.of(COMPARISON, AFTER_A_WORD)) {
      Matcher comparison = pattern.matcher(filter);
      while (comparison.find()) {
        use(comparison.group(1), kind(comparison.group(2)));
      }
    }
    Matcher function = FUNCTION.matcher(filter);
    while (function.find()) {
      use(function.group(1), EdmPrimitiveTypeKind.String);
    }
  }

  /** The kind of a literal; null if it fits all kinds. */
  private static EdmPrimitiveTypeKind kind(String literal) {
    if (literal.equals("null")) {
      return null;
    } else if (literal.startsWith("'")) {
      return EdmPrimitiveTypeKind.String;
    } else if (literal.equals("true") || literal.equals("false")) {
      return EdmPrimitiveTypeKind.Boolean;
    } else if (GUID.matcher(literal).matches()) {
      return EdmPrimitiveTypeKind.Guid;
    } else if (DAY.matcher(literal).matches()) {
      return EdmPrimitiveTypeKind.Date;
    } else if (MOMENT.matcher(literal).matches()) {
      return EdmPrimitiveTypeKind.DateTimeOffset;
    }
    return EdmPrimitiveTypeKind.Decimal;
  }

  private void selected(String select) {
    for (String property : select.split(",", -1)) {
      use(property, null);
    }
  }

  private void use(String path, EdmPrimitiveTypeKind kind) {
    ODataType type = this;
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      type = type.related(names[i]);
    }
    String name = names[names.length - 1];
    if (type.open && !name.isEmpty() && (kind != null || !type.properties.containsKey(name))) {
      type.properties.put(name, kind == null ? EdmPrimitiveTypeKind.String : kind);
    }
  }

  /** The related type; one that is not described can't be reached from here. */
  private ODataType related(String relation) {
    return open
        ? relations.computeIfAbsent(relation, name -> new ODataType())
        : relations.getOrDefault(relation, new ODataType());
  }

  /** Reads {@code relation($select=..;$expand=..),..}; the index after it. */
  private int expanded(String expand, int from) {
    int at = from;
    while (at < expand.length() && expand.charAt(at) != ')') {
      int bracket = expand.indexOf('(', at);
      if (bracket < 0) {
        return expand.length();
      }
      ODataType related = related(expand.substring(at, bracket));
      at = related.options(expand, bracket + 1) + 1;
      if (at < expand.length() && expand.charAt(at) == ',') {
        at++;
      }
    }
    return at;
  }

  private int options(String expand, int from) {
    int at = from;
    if (expand.startsWith("$select=", at)) {
      int start = at + "$select=".length();
      at = start;
      while (at < expand.length() && ";)".indexOf(expand.charAt(at)) < 0) {
        at++;
      }
      selected(expand.substring(start, at));
    }
    if (expand.startsWith(";", at)) {
      at++;
    }
    return expand.startsWith("$expand=", at) ? expanded(expand, at + "$expand=".length()) : at;
  }
}
