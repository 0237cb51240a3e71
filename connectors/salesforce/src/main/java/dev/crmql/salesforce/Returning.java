package dev.crmql.salesforce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the SOSL that looks for a keyword: the types that are searched, each with the
 * properties that are answered beside the id (SOQL and SOSL Reference, RETURNING).
 *
 * @param properties by the type's name, in order
 */
record Returning(Map<String, List<String>> properties) {

  /** All unified types, as {@code unified-types.json} has them. */
  static final Returning ALL = new Returning(SoqlNames.TYPES.keywordProperties());

  /** Rows of one type that are found at most: an equal share of what one search gives. */
  static final int ROWS_OF_A_TYPE = SoqlLimits.INSTANCE.searchRows() / ALL.properties().size();

  private static final String START = " IN ALL FIELDS RETURNING ";
  private static final Pattern TYPE = Pattern.compile("(\\w+)\\(Id((?:, \\w+)*) LIMIT \\d+\\)");

  /**
   * Reads what {@link #after} wrote. A term can't hold it, as brackets in one are escaped.
   *
   * @param sosl the search for a keyword
   */
  static Returning of(String sosl) {
    Map<String, List<String>> properties = new LinkedHashMap<>();
    Matcher type = TYPE.matcher(sosl);
    type.region(sosl.lastIndexOf(START), sosl.length());
    while (type.find()) {
      List<String> names = List.of(type.group(2).split(", ", -1));
      properties.put(type.group(1), names.subList(1, names.size()));
    }
    return new Returning(properties);
  }

  /** The search for a term, which has its braces. */
  String after(String find) {
    List<String> types = new ArrayList<>();
    properties.forEach(
        (type, names) -> {
          List<String> all = new ArrayList<>(names);
          all.add(0, "Id");
          types.add(type + "(" + String.join(", ", all) + " LIMIT " + ROWS_OF_A_TYPE + ")");
        });
    return find + START + String.join(", ", types) + " LIMIT " + SoqlLimits.INSTANCE.searchRows();
  }

  /** The same for another end of the search. */
  String inPlaceOfTheEndOf(String sosl) {
    return after(sosl.substring(0, sosl.lastIndexOf(START)));
  }

  /** Without this type; empty if there is no such, or none is left. */
  Optional<Returning> without(String type) {
    Map<String, List<String>> rest = new LinkedHashMap<>(properties);
    rest.keySet().removeIf(type::equalsIgnoreCase);
    return rest.isEmpty() || rest.size() == properties.size()
        ? Optional.empty()
        : Optional.of(new Returning(rest));
  }

  /** Without this type's property; empty if there is no such. */
  Optional<Returning> without(String type, String property) {
    Map<String, List<String>> rest = new LinkedHashMap<>(properties);
    rest.replaceAll(
        (each, names) ->
            each.equalsIgnoreCase(type)
                ? names.stream().filter(name -> !name.equalsIgnoreCase(property)).toList()
                : names);
    return rest.equals(properties) ? Optional.empty() : Optional.of(new Returning(rest));
  }

  /** Only the ids; empty if there is nothing else. */
  Optional<Returning> idsOnly() {
    Map<String, List<String>> ids = new LinkedHashMap<>(properties);
    ids.replaceAll((type, names) -> List.of());
    return ids.equals(properties) ? Optional.empty() : Optional.of(new Returning(ids));
  }

  /** What is missing here of all, in words. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    ALL.properties()
        .forEach(
            (type, names) -> {
              if (!properties.containsKey(type)) {
                notes.add(type + " is not searched: the account lacks it, or may not see it");
                return;
              }
              for (String name : names) {
                if (!properties.get(type).contains(name)) {
                  notes.add(
                      type + "." + name + " is left out: the account lacks it, or may not see it");
                }
              }
            });
    return notes;
  }
}
