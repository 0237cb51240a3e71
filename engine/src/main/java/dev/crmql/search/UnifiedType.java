package dev.crmql.search;

import dev.crmql.spi.Connector;
import java.util.Locale;
import java.util.Optional;

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

  /** The unified type that the service's object type is, if it is one. */
  static Optional<UnifiedType> of(Connector connector, String serviceType) {
    for (UnifiedType type : values()) {
      if (connector.objectName(type.wireName()).equalsIgnoreCase(serviceType)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
