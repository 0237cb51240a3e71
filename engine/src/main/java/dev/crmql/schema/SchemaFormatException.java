package dev.crmql.schema;

/** A description of an object type that is not of the form that {@link SchemaJson} reads. */
public final class SchemaFormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String pointer;

  SchemaFormatException(String pointer, String message) {
    super(message);
    this.pointer = pointer;
  }

  /** The JSON pointer (RFC 6901) to the part that is at fault; empty for the whole. */
  public String pointer() {
    return pointer;
  }
}
