package dev.crmql.conformance.judge;

import dev.crmql.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriInfoResource;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.queryoption.ExpandItem;
import org.apache.olingo.server.api.uri.queryoption.ExpandOption;
import org.apache.olingo.server.api.uri.queryoption.OrderByItem;
import org.apache.olingo.server.api.uri.queryoption.OrderByOption;
import org.apache.olingo.server.api.uri.queryoption.SelectItem;
import org.apache.olingo.server.api.uri.queryoption.SelectOption;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitException;
import org.apache.olingo.server.core.uri.parser.Parser;

/** Reads requests with Apache Olingo, which knows nothing of the compiler. */
final class ODataJudge {

  private static final String BASE = "/api/data/v9.2";

  private final ODataModel model;

  private ODataJudge(ODataModel model) {
    this.model = model;
  }

  /**
   * A judge that knows the rows that the target asks for.
   *
   * @param schema what is known of them; where nothing is, the target itself is believed
   */
  static ODataJudge of(String target, ObjectSchema schema) {
    String path = Wire.path(target);
    Wire.require(path.startsWith(BASE + "/"), "not below " + BASE + ": " + path);
    ODataType type = ODataType.of(Wire.options(target), schema);
    return new ODataJudge(new ODataModel(path.substring(BASE.length() + 1), type));
  }

  /**
   * What the target asks for.
   *
   * @throws RefusedException if Olingo does not accept it
   */
  Reading read(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    Wire.require(path.startsWith(BASE), "not below " + BASE + ": " + path);
    try {
      UriInfo info =
          new Parser(new EdmProviderImpl(model), OData.newInstance())
              .parseUri(
                  path.substring(BASE.length()),
                  query < 0 ? "" : target.substring(query + 1),
                  null,
                  "https://contoso.example" + BASE);
      Wire.require(info.getAliases().isEmpty(), "aliases: " + target);
      return reading(info);
    } catch (ODataLibraryException | ODataApplicationException | ExpressionVisitException e) {
      throw new RefusedException("Olingo refuses " + Wire.options(target), e);
    }
  }

  private static Reading reading(UriInfo info)
      throws ODataApplicationException, ExpressionVisitException {
    List<String> texts = new ArrayList<>();
    ODataShape expressions = new ODataShape(texts);
    StringBuilder shape = new StringBuilder(path(info.asUriInfoResource()));
    info.getSystemQueryOptions().forEach(option -> shape.append(' ').append(option.getKind()));
    shape.append("; select ").append(select(info.getSelectOption()));
    shape.append("; expand ").append(expand(info.getExpandOption()));
    OrderByOption order = info.getOrderByOption();
    if (order != null) {
      for (OrderByItem item : order.getOrders()) {
        shape.append("; by ").append(item.getExpression().accept(expressions));
        shape.append(item.isDescending() ? " desc" : " asc");
      }
    }
    if (info.getFilterOption() != null) {
      shape.append("; where ").append(info.getFilterOption().getExpression().accept(expressions));
    }
    if (info.getTopOption() != null) {
      shape.append("; top ").append(info.getTopOption().getValue());
    }
    return new Reading(shape.toString(), texts);
  }

  static String path(UriInfoResource resource) {
    return String.join(
        "/", resource.getUriResourceParts().stream().map(UriResource::getSegmentValue).toList());
  }

  private static List<String> select(SelectOption select) {
    return select == null
        ? List.of()
        : select.getSelectItems().stream()
            .map(SelectItem::getResourcePath)
            .map(ODataJudge::path)
            .toList();
  }

  private static List<Map.Entry<String, List<?>>> expand(ExpandOption expand) {
    List<Map.Entry<String, List<?>>> items = new ArrayList<>();
    if (expand != null) {
      for (ExpandItem item : expand.getExpandItems()) {
        items.add(Map.entry(path(item.getResourcePath()), select(item.getSelectOption())));
        items.addAll(expand(item.getExpandOption()));
      }
    }
    return items;
  }
}
