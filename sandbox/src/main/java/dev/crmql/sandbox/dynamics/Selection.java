package dev.crmql.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceNavigation;
import org.apache.olingo.server.api.uri.UriResourcePrimitiveProperty;
import org.apache.olingo.server.api.uri.queryoption.ExpandItem;
import org.apache.olingo.server.api.uri.queryoption.ExpandOption;
import org.apache.olingo.server.api.uri.queryoption.SelectItem;
import org.apache.olingo.server.api.uri.queryoption.SelectOption;

/**
 * What an answer shows of a table's rows (Web API, Select columns and Join tables).
 *
 * @param attributes the columns asked for, and the primary key, which comes unasked
 * @param expansions the related rows
 */
record Selection(DataverseTable table, List<Attribute> attributes, List<Expansion> expansions) {
  private static final int EXPAND_LIMIT = 15;

  /** Related rows, shown within each row. */
  record Expansion(Navigation navigation, Selection selection) {
    private int count() {
      return 1 + selection.countExpansions();
    }
  }

  /**
   * Reads the two options.
   *
   * @param select null for every column
   * @param expand null for none
   */
  static Selection of(
      DataverseTable table, SelectOption select, ExpandOption expand, Schema schema) {
    Selection selection = read(table, select, expand, schema);
    if (selection.countExpansions() > EXPAND_LIMIT) {
      throw Refusal.badQuery(
          "Number of $expand options exceeded the limit of " + EXPAND_LIMIT + ".");
    }
    return selection;
  }

  private static Selection read(
      DataverseTable table, SelectOption select, ExpandOption expand, Schema schema) {
    List<Expansion> expansions = new ArrayList<>();
    if (expand != null) {
      for (ExpandItem item : expand.getExpandItems()) {
        expansions.add(expansion(table, item, schema));
      }
    }
    return new Selection(
        table, select == null ? table.attributes() : attributes(table, select), expansions);
  }

  private static List<Attribute> attributes(DataverseTable table, SelectOption select) {
    List<Attribute> attributes = new ArrayList<>();
    for (SelectItem item : select.getSelectItems()) {
      if (item.isStar()) {
        throw Refusal.badQuery("$select must name properties; leave it out for all of them.");
      }
      UriResource last = item.getResourcePath().getUriResourceParts().get(0);
      if (!(last
          instanceof UriResourcePrimitiveProperty)) { // a navigation is expanded, not selected
        throw Refusal.unknownProperty(last.getSegmentValue(), table.logicalName());
      }
      attributes.add(table.attributeOfProperty(last.getSegmentValue()).orElseThrow());
    }
    if (attributes.stream().noneMatch(a -> a.logicalName().equals(table.key()))) {
      attributes.add(table.attributeOfProperty(table.key()).orElseThrow());
    }
    return attributes;
  }

  private static Expansion expansion(DataverseTable table, ExpandItem item, Schema schema) {
    if (item.isStar() || item.isRef() || item.hasCountPath() || item.getLevelsOption() != null) {
      throw Refusal.notImplemented();
    }
    UriResourceNavigation step =
        (UriResourceNavigation) item.getResourcePath().getUriResourceParts().get(0);
    Navigation navigation = table.navigation(step.getSegmentValue()).orElseThrow();
    if (item.getOrderByOption() != null
        || item.getTopOption() != null
        || item.getCountOption() != null) {
      throw Refusal.badQuery(
          "Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested"
              + " one-to-many relationship.");
    }
    if (item.getSkipOption() != null) {
      throw Refusal.badQuery("Skip Clause is not supported in CRM");
    }
    if (item.getFilterOption() != null
        || item.getSearchOption() != null
        || item.getApplyOption() != null) {
      throw Refusal.notImplemented();
    }
    DataverseTable target = schema.table(navigation.target());
    return new Expansion(
        navigation, read(target, item.getSelectOption(), item.getExpandOption(), schema));
  }

  private int countExpansions() {
    return expansions.stream().mapToInt(Expansion::count).sum();
  }
}
