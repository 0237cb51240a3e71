package dev.crmql.normalize;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.FieldPath;
import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the properties that a query names. */
final class Names {

  private static final String ID = "id";

  private final ObjectSchema schema;
  private final List<Diagnostic> faults;

  Names(ObjectSchema schema, List<Diagnostic> faults) {
    this.schema = schema;
    this.faults = faults;
  }

  FieldPath resolve(FieldPath path) {
    return field(path).path();
  }

  FieldPath sortable(FieldPath path) {
    FieldPath resolved = resolve(path);
    if (!resolved.isNested()
        && schema.field(resolved.head()).map(field -> !field.sortable()).orElse(false)) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.NOT_SORTABLE,
              path.at(),
              "rows can't be sorted by " + resolved,
              "sort by another property"));
    }
    return resolved;
  }

  ResolvedField field(FieldPath path) {
    if (path.isNested()) {
      return new ResolvedField(nested(path), FieldType.OTHER);
    }
    String name = path.head();
    Optional<Field> found = schema.field(name);
    if (found.isEmpty() && name.equalsIgnoreCase(ID) && schema.idField().isPresent()) {
      String idField = schema.idField().get();
      FieldType type = schema.field(idField).map(Field::type).orElse(FieldType.ID);
      return new ResolvedField(respelt(path, idField), type);
    }
    if (found.isEmpty()) {
      reportUnknown(path, name, schema.fields().stream().map(Field::name));
      return new ResolvedField(path, FieldType.OTHER);
    }
    Field field = found.get();
    return new ResolvedField(respelt(path, field.name()), field.type());
  }

  /** Only the first step can be checked: the related type's own schema is not at hand. */
  private FieldPath nested(FieldPath path) {
    String head = path.head();
    if (schema.isKnown() && schema.relation(head).isEmpty()) {
      Optional<String> otherCase =
          schema.relations().stream()
              .map(relation -> relation.name())
              .filter(head::equalsIgnoreCase)
              .findAny();
      if (otherCase.isPresent()) {
        List<String> names = new ArrayList<>(path.names());
        names.set(0, otherCase.get());
        return new FieldPath(names, path.at());
      }
      reportUnknown(path, head, schema.relations().stream().map(relation -> relation.name()));
    }
    return path;
  }

  private static FieldPath respelt(FieldPath path, String name) {
    return path.head().equals(name) ? path : new FieldPath(List.of(name), path.at());
  }

  private void reportUnknown(FieldPath path, String name, Stream<String> known) {
    if (!schema.isKnown()) {
      return;
    }
    String kind = path.isNested() ? "relation" : "property";
    String message = schema.name() + " has no " + kind + " " + name;
    Optional<String> near = Nearest.to(name, known);
    faults.add(
        near.isPresent()
            ? Diagnostic.of(
                DiagnosticCode.UNKNOWN_PROPERTY,
                path.at(),
                message,
                "did you mean " + near.get() + "?")
            : Diagnostic.of(DiagnosticCode.UNKNOWN_PROPERTY, path.at(), message));
  }
}
