package dev.crmql.server;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.crmql.query.FieldPath;
import dev.crmql.query.Query;
import dev.crmql.query.Selection;
import dev.crmql.search.AccountError;
import dev.crmql.search.SearchObject;
import dev.crmql.search.SearchResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints what a search found: its rows as a table or as CSV, its failures one a line. */
final class ResultPrinter {

  private final List<FieldPath> columns;
  private final SearchResult result;

  ResultPrinter(Query query, SearchResult result) {
    this.result = result;
    this.columns =
        query.selection() instanceof Selection.Fields fields
            ? fields.fields()
            : everyProperty(result);
  }

  /** For SELECT *: whatever the records hold, without the services' own notes on them. */
  private static List<FieldPath> everyProperty(SearchResult result) {
    Set<String> names = new LinkedHashSet<>();
    for (SearchObject object : result.objects()) {
      for (Map.Entry<String, JsonNode> property : object.raw().properties()) {
        if (!property.getValue().isContainerNode() && property.getKey().indexOf('@') < 0) {
          names.add(property.getKey());
        }
      }
    }
    return names.stream().map(FieldPath::of).toList();
  }

  void table(PrintWriter out) {
    TextTable table = new TextTable(header());
    result.objects().forEach(object -> table.row(cells(object)));
    out.print(table);
    out.println(rows(result.objects().size()));
  }

  static String rows(int count) {
    return count == 1 ? "1 row" : count + " rows";
  }

  void csv(PrintWriter out) throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(false);
    header().forEach(schema::addColumn);
    CsvFactory factory = CsvFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (CsvGenerator csv = factory.createGenerator(out)) {
      csv.setSchema(schema.build());
      write(csv, header());
      for (SearchObject object : result.objects()) {
        write(csv, cells(object));
      }
    }
    out.flush();
  }

  private static void write(CsvGenerator csv, List<String> cells) throws IOException {
    csv.writeStartArray();
    for (String cell : cells) {
      csv.writeString(cell);
    }
    csv.writeEndArray();
  }

  /** Every failure, with the query's faults as pictures. */
  static void failures(Map<String, AccountError> errors, PrintWriter err) {
    for (Map.Entry<String, AccountError> entry : errors.entrySet()) {
      err.println("account " + entry.getKey() + ": " + FailureText.of(entry.getValue()));
    }
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(columns.size() + 1);
    header.add("account");
    columns.forEach(column -> header.add(column.dotted()));
    return header;
  }

  private List<String> cells(SearchObject object) {
    List<String> cells = new ArrayList<>(columns.size() + 1);
    cells.add(object.accountId());
    for (FieldPath column : columns) {
      JsonNode value = object.value(column);
      cells.add(value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString());
    }
    return cells;
  }
}
