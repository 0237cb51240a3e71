package dev.crmql.sandbox.sugarcrm;

/**
 * A field of a module.
 *
 * @param relation where a relate or link field leads; null for the others
 */
record Field(String name, FieldType type, Relation relation) {

  /**
   * The way to a related record.
   *
   * @param link name of the link
   * @param idName this module's column with the id of the related record
   * @param module the related module
   * @param rname the related record's field that a relate field shows; null for a link
   */
  record Relation(String link, String idName, String module, String rname) {}

  static Field of(String name, FieldType type) {
    return new Field(name, type, null);
  }

  static Field relate(String name, String link, String idName, String module, String rname) {
    return new Field(name, FieldType.RELATE, new Relation(link, idName, module, rname));
  }

  static Field link(String name, String idName, String module) {
    return new Field(name, FieldType.LINK, new Relation(name, idName, module, null));
  }

  boolean custom() {
    return name.endsWith("_c");
  }
}
