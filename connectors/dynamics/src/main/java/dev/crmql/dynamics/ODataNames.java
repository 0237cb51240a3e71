package dev.crmql.dynamics;

import java.util.Locale;
import java.util.Set;

/** Dataverse's rules for names, for where its metadata is not at hand. */
final class ODataNames {

  /** The longest name of a table or column that Dataverse lets anybody make. */
  private static final int LONGEST = 128;

  private static final int GUID_LENGTH = 36;

  private static final Set<String> ACTIVITIES =
      Set.of("task", "phonecall", "email", "appointment", "letter", "fax", "activitypointer");

  /** Words that are something else where a property could stand (OASIS OData 4.01, ABNF). */
  private static final Set<String> WORDS = Set.of("null", "true", "false", "inf", "nan", "not");

  private ODataNames() {}

  /** Whether a table, column or navigation property can have this name: it can't be quoted. */
  static boolean isName(String name) {
    int length = name.length();
    if (length == 0 || length > LONGEST || isDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !isDigit(c) && c != '_') {
        return false;
      }
    }
    return !WORDS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The entity set that Dataverse gives to a table of this name, unless somebody chose another. */
  static String entitySet(String table) {
    if (endsWithAny(table, "s", "x", "z", "ch", "sh")) {
      return table + "es";
    }
    if (table.endsWith("y") && !endsWithAny(table, "ay", "ey", "iy", "oy", "uy")) {
      return table.substring(0, table.length() - 1) + "ies";
    }
    return table + "s";
  }

  /** The property that holds the id of a table's rows; all kinds of activities share theirs. */
  static String idProperty(String table) {
    return ACTIVITIES.contains(table) ? "activityid" : table + "id";
  }

  /** The property that holds the guid of a lookup column. */
  static String lookupProperty(String column) {
    return isLookupProperty(column) ? column : "_" + column + "_value";
  }

  /** Whether the name is that of a lookup column's property. */
  static boolean isLookupProperty(String name) {
    return name.startsWith("_") && name.endsWith("_value") && name.length() > "__value".length();
  }

  /** Whether the text is a guid as Dataverse prints it: 8-4-4-4-12 hexadecimal digits. */
  static boolean isGuid(String text) {
    if (text.length() != GUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < GUID_LENGTH; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !isHexDigit(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean endsWithAny(String name, String... endings) {
    for (String ending : endings) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
