package dev.crmql.sandbox.dynamics;

import dev.crmql.sandbox.data.Column;
import java.util.List;
import java.util.Map;

/**
 * One column of a Dataverse table.
 *
 * @param logicalName lower case, such as {@code parentaccountid}
 * @param labels of a choice's numbers or of true (1) and false (0); empty for other types
 * @param navigations of a lookup, one for each table that it may point to; empty for other types
 */
record Attribute(
    String logicalName,
    AttributeType type,
    Map<Integer, String> labels,
    List<Navigation> navigations) {

  /** The name in OData, which is another one for lookups (Web API, Lookup properties). */
  String property() {
    return type.isLookup() ? "_" + logicalName + "_value" : logicalName;
  }

  Column column() {
    if (type == AttributeType.UNIQUEIDENTIFIER) {
      return Column.required(logicalName, type.columnType());
    }
    if (navigations.size() == 1) {
      return Column.reference(logicalName, navigations.get(0).target(), navigations.get(0).name());
    }
    return Column.of(logicalName, type.columnType());
  }
}
