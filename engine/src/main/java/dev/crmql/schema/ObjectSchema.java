package dev.crmql.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An object type as its service describes it to one account. {@link #isKnown} tells whether the
 * service did; an unknown schema has no fields and lets every name pass.
 */
public final class ObjectSchema {

  private static final ObjectSchema UNKNOWN = builder("").unknown().build();

  private final String name;
  private final Optional<String> collection;
  private final Optional<String> idField;
  private final boolean known;
  private final Map<String, Field> fields;
  private final Map<String, Field> fieldsIgnoringCase;
  private final Map<String, Relation> relations;

  private ObjectSchema(Builder builder) {
    this.name = builder.name;
    this.collection = Optional.ofNullable(builder.collection);
    this.idField = Optional.ofNullable(builder.idField);
    this.known = builder.known;
    this.fields = Map.copyOf(builder.fields);
    this.fieldsIgnoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fieldsIgnoringCase.putAll(fields);
    this.relations = Map.copyOf(builder.relations);
  }

  /** A schema of which nothing is known, not even the object type. */
  public static ObjectSchema unknown() {
    return UNKNOWN;
  }

  /** Starts the schema of the object type that the service calls {@code name}. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** The object type as the service spells it; empty text for {@link #unknown()}. */
  public String name() {
    return name;
  }

  /** The name by which URLs address the type's rows, where that is another (Dynamics). */
  public Optional<String> collection() {
    return collection;
  }

  /** The property that holds the record's id. */
  public Optional<String> idField() {
    return idField;
  }

  /** Whether the service described the type; if not, nothing is said about any property. */
  public boolean isKnown() {
    return known;
  }

  /** The property with this name: the one spelt so, or else one that differs only in case. */
  public Optional<Field> field(String fieldName) {
    Field exact = fields.get(fieldName);
    return Optional.ofNullable(exact != null ? exact : fieldsIgnoringCase.get(fieldName));
  }

  /** What the property with this name holds; OTHER if nothing is known of it. */
  public FieldType type(String fieldName) {
    return field(fieldName).map(Field::type).orElse(FieldType.OTHER);
  }

  /** Whether the property with this name can be NULL; true if nothing is known of it. */
  public boolean isNullable(String fieldName) {
    return field(fieldName).map(Field::nullable).orElse(true);
  }

  /** Whether the service can be asked for it by its values; true if nothing is known of it. */
  public boolean isFilterable(String fieldName) {
    return field(fieldName).map(Field::filterable).orElse(true);
  }

  /** All properties, in no order that means anything. */
  public Collection<Field> fields() {
    return fields.values();
  }

  /** The relation with exactly this name. */
  public Optional<Relation> relation(String relationName) {
    return Optional.ofNullable(relations.get(relationName));
  }

  /** All relations, in no order that means anything. */
  public Collection<Relation> relations() {
    return relations.values();
  }

  @Override
  public String toString() {
    return known ? name + " with " + fields.size() + " fields" : name + " (not described)";
  }

  /** Builds an {@link ObjectSchema}. */
  public static final class Builder {
    private final String name;
    private String collection;
    private String idField;
    private boolean known = true;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, Relation> relations = new LinkedHashMap<>();

    private Builder(String name) {
      this.name = name;
    }

    /** The name by which URLs address the type's rows. */
    public Builder collection(String collectionName) {
      this.collection = collectionName;
      return this;
    }

    /** The property that holds the record's id. */
    public Builder idField(String fieldName) {
      this.idField = fieldName;
      return this;
    }

    /** Says that the service did not describe the type. */
    public Builder unknown() {
      this.known = false;
      return this;
    }

    /** Adds a property; the last of a name counts. */
    public Builder field(Field field) {
      fields.put(field.name(), field);
      return this;
    }

    /** Adds properties. */
    public Builder fields(List<Field> more) {
      more.forEach(this::field);
      return this;
    }

    /** Adds a relation; the last of a name counts. */
    public Builder relation(Relation relation) {
      relations.put(relation.name(), relation);
      return this;
    }

    /** The schema. */
    public ObjectSchema build() {
      return new ObjectSchema(this);
    }
  }
}
