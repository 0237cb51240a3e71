package dev.crmql.conformance;

/** An implementation does not do this at all. */
public final class NotOfferedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is not done, such as {@code search}. */
  public NotOfferedException(String operation) {
    super(operation + " is not offered");
  }
}
