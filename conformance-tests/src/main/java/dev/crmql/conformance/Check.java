package dev.crmql.conformance;

/**
 * One thing that a case says, to be held against an implementation.
 *
 * @param id the case's feature and name and what of it is checked, such as {@code
 *     kql/like/prefix#salesforce}
 * @param caseId the feature and name, such as {@code kql/like/prefix}
 * @param aspect what is checked: {@code parse}, {@code rows}, {@code search} or a service
 * @param expectation throws {@link AssertionError} if the implementation does not do what the case
 *     says
 */
public record Check(String id, String caseId, String aspect, Expectation expectation) {

  static Check of(String caseId, String aspect, Expectation expectation) {
    return new Check(caseId + "#" + aspect, caseId, aspect, expectation);
  }

  /** Holds an implementation to what a case says. */
  @FunctionalInterface
  public interface Expectation {

    /**
     * Returns if the implementation does what the case says.
     *
     * @throws AssertionError if it does something else
     * @throws NotOfferedException if it does nothing of the kind
     * @throws Exception what the implementation threw
     */
    void holdsFor(Implementation implementation) throws Exception;
  }
}
