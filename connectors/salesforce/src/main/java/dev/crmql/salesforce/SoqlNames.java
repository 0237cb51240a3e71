package dev.crmql.salesforce;

import dev.crmql.diagnostics.Diagnostic;
import dev.crmql.diagnostics.DiagnosticCode;
import dev.crmql.query.FieldPath;
import dev.crmql.query.ObjectName;
import dev.crmql.spi.UnifiedTypes;
import java.util.List;

/**
 * What names SOQL can have. They can't be quoted, so a name of any other form could change what the
 * query means.
 */
final class SoqlNames {

  static final UnifiedTypes TYPES = UnifiedTypes.load(SoqlNames.class);

  /**
   * Words that are no alias (SOQL and SOSL Reference, Reserved Keywords), by their length. GROUP is
   * left out: there is an object type Group, and a relation of that name to it.
   */
  private static final String[][] RESERVED = {
    {},
    {},
    {"IN", "OR"},
    {"AND", "ASC", "NOT"},
    {"DESC", "FROM", "LAST", "LIKE", "NULL", "TRUE", "WITH"},
    {"FALSE", "FIRST", "LIMIT", "NULLS", "USING", "WHERE"},
    {"HAVING", "SELECT"},
    {},
    {"EXCLUDES", "INCLUDES"},
  };

  private SoqlNames() {}

  /** Salesforce's name of an object type. */
  static String objectName(String written) {
    return TYPES.objectName(written);
  }

  /** Reports an object type that Salesforce can't have. */
  static void checkObject(ObjectName object, List<Diagnostic> faults) {
    if (!isName(object.name())) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.INVALID_NAME,
              object.at(),
              "Salesforce can't have an object type with the name " + shortened(object.name()),
              "a name is letters, digits and underscores, such as Account or Invoice__c"));
    }
  }

  /** Reports a path that Salesforce can't have. */
  static void checkPath(FieldPath path, List<Diagnostic> faults) {
    List<String> names = path.names();
    int relations = names.size() - 1;
    if (relations > SoqlLimits.INSTANCE.pathRelations()) {
      faults.add(
          Diagnostic.of(
              DiagnosticCode.INVALID_NAME,
              path.at(),
              "a path leads over at most "
                  + SoqlLimits.INSTANCE.pathRelations()
                  + " relations on Salesforce",
              "ask for the object type that is nearer to the property"));
      return;
    }
    for (int i = 0; i <= relations; i++) {
      if (!isName(names.get(i))) {
        faults.add(
            Diagnostic.of(
                DiagnosticCode.INVALID_NAME,
                path.at(),
                "Salesforce can't have a property with the name " + shortened(names.get(i)),
                "a name is letters, digits and underscores, such as Name or Region__c"));
        return;
      }
    }
  }

  private static String shortened(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "...";
  }

  /**
   * Whether the text is letters, digits and underscores (single within a part, double between parts
   * such as {@code ns__Region__c}), begins with a letter, ends with neither kind of underscore, and
   * is no word of the language.
   */
  static boolean isName(String name) {
    int underscores = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        underscores++;
        if (i == 0 || underscores > 2) {
          return false;
        }
      } else if (isLetter(c) || (c >= '0' && c <= '9' && i > 0)) {
        underscores = 0;
      } else {
        return false;
      }
    }
    return underscores == 0 && !name.isEmpty() && !isReserved(name);
  }

  private static boolean isReserved(String name) {
    if (name.length() < RESERVED.length) {
      for (String word : RESERVED[name.length()]) {
        if (word.equalsIgnoreCase(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
