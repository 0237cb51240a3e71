package dev.crmql.server;

/** How rows are printed. */
enum OutputFormat {
  TABLE,
  JSON,
  CSV;

  static OutputFormat of(String name) {
    return switch (name) {
      case "table" -> TABLE;
      case "json" -> JSON;
      case "csv" -> CSV;
      default -> throw new BadInputException("no format " + name + "; there are table, json, csv");
    };
  }
}
