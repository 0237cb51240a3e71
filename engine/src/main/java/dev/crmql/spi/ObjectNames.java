package dev.crmql.spi;

import java.util.Locale;
import java.util.Map;

/**
 * A service's names of the object types that every CRM has, so that one query can ask several
 * services: {@code Account}, {@code account} and {@code Accounts} all name the service's own. Every
 * other name stands for itself, with its case.
 */
public final class ObjectNames {

  private static final Map<String, String> SINGULAR =
      Map.ofEntries(
          Map.entry("accounts", "account"),
          Map.entry("contacts", "contact"),
          Map.entry("leads", "lead"),
          Map.entry("opportunities", "opportunity"),
          Map.entry("campaigns", "campaign"),
          Map.entry("tasks", "task"));

  private final Map<String, String> nativeBySingular;

  private ObjectNames(Map<String, String> nativeBySingular) {
    this.nativeBySingular = nativeBySingular;
  }

  /** The service's names in this order. */
  public static ObjectNames of(
      String account,
      String contact,
      String lead,
      String opportunity,
      String campaign,
      String task) {
    return new ObjectNames(
        Map.of(
            "account", account,
            "contact", contact,
            "lead", lead,
            "opportunity", opportunity,
            "campaign", campaign,
            "task", task));
  }

  /** The service's name of the object type that the written name stands for. */
  public String resolve(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    return nativeBySingular.getOrDefault(SINGULAR.getOrDefault(lower, lower), written);
  }
}
