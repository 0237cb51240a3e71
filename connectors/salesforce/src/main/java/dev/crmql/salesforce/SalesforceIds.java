package dev.crmql.salesforce;

/** Record ids, of which Salesforce has a long and a short form. */
final class SalesforceIds {

  static final int SHORT = 15;
  private static final int CHUNK = 5;
  private static final String SUFFIXES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  private SalesforceIds() {}

  /**
   * Whether the text has the form of an id; Salesforce rejects a query that compares with others.
   */
  static boolean isId(String text) {
    if (text.length() != SHORT && text.length() != SHORT + SHORT / CHUNK) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The id in its long form: to the 15 characters are added three that say which of five letters
   * each are upper case, so that the id is the same in any case (Salesforce Help, 18-character
   * ids). An id of another length is left as it is.
   */
  static String toLong(String id) {
    if (id.length() != SHORT) {
      return id;
    }
    StringBuilder longId = new StringBuilder(SHORT + SHORT / CHUNK).append(id);
    for (int start = 0; start < SHORT; start += CHUNK) {
      int capitals = 0;
      for (int i = 0; i < CHUNK; i++) {
        char c = id.charAt(start + i);
        if (c >= 'A' && c <= 'Z') {
          capitals |= 1 << i;
        }
      }
      longId.append(SUFFIXES.charAt(capitals));
    }
    return longId.toString();
  }
}
