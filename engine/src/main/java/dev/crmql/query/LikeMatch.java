package dev.crmql.query;

/** The forms that a LIKE pattern can have. */
public enum LikeMatch {
  /** {@code 'x'}: the whole text. */
  EXACT,
  /** {@code 'x%'}: how the text starts. */
  PREFIX,
  /** {@code '%x'}: how the text ends. */
  SUFFIX,
  /** {@code '%x%'}: a part of the text. */
  CONTAINS,
  /** {@code '%'} or {@code '%%'}: any text that is not NULL. */
  ANY
}
