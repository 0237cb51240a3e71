package dev.crmql.conformance;

import java.util.List;

/** An implementation refuses a query. */
public final class RejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Rejection> rejections;

  /**
   * Says why, and where.
   *
   * @param rejections at least one
   */
  public RejectedException(List<Rejection> rejections) {
    super(rejections.toString());
    this.rejections = List.copyOf(rejections);
  }

  /** Every reason. */
  public List<Rejection> rejections() {
    return rejections;
  }

  /**
   * A reason to refuse a query.
   *
   * @param code such as {@code unsupported-construct}
   * @param at line and column, counted from 1 in Unicode code points, such as {@code 1:31}; empty
   *     if the reason has no place in the text
   */
  public record Rejection(String code, String at) {
    @Override
    public String toString() {
      return at.isEmpty() ? code : code + " at " + at;
    }
  }
}
