package dev.crmql.spi;

import java.util.Locale;

/** The object types that every CRM has (CRM API, the unified object types). */
public enum UnifiedType {
  /** A company. */
  ACCOUNT,
  /** A person at a company. */
  CONTACT,
  /** A person who may become a customer. */
  LEAD,
  /** A sale that may come. */
  OPPORTUNITY,
  /** A marketing campaign. */
  CAMPAIGN,
  /** Something to do. */
  TASK;

  /** The name as answers carry it, such as {@code account}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of several in lower case, such as {@code opportunities}. */
  String plural() {
    return this == OPPORTUNITY ? "opportunities" : wireName() + "s";
  }
}
