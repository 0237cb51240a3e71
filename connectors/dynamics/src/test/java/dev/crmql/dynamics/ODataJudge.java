package dev.crmql.dynamics;

import dev.crmql.schema.Field;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlFunction;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationPropertyBinding;
import org.apache.olingo.commons.api.edm.provider.CsdlParameter;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlReturnType;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.core.uri.parser.Parser;

/** Reads requests with Apache Olingo against the sample tables: not with our own code. */
final class ODataJudge {

  private static final String NAMESPACE = "Microsoft.Dynamics.CRM";
  private static final String BASE = "/api/data/v9.2";

  private ODataJudge() {}

  /** What Olingo understands of the request; fails if it does not. */
  static UriInfo read(UpstreamRequest request) {
    return read(request.target());
  }

  static UriInfo read(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    String options = query < 0 ? "" : target.substring(query + 1);
    if (!path.startsWith(BASE)) {
      throw new AssertionError("not below " + BASE + ": " + path);
    }
    try {
      return new Parser(new EdmProviderImpl(new Model()), OData.newInstance())
          .parseUri(path.substring(BASE.length()), options, null, "https://contoso.example" + BASE);
    } catch (ODataLibraryException e) {
      throw new AssertionError("Olingo refuses " + target, e);
    }
  }

  private static FullQualifiedName name(String name) {
    return new FullQualifiedName(NAMESPACE, name);
  }

  private static final class Model extends CsdlAbstractEdmProvider {

    @Override
    public CsdlEntityType getEntityType(FullQualifiedName name) {
      Optional<ObjectSchema> found = SampleSchemas.find(name.getName());
      return found.isEmpty() ? null : entityType(found.get());
    }

    private static CsdlEntityType entityType(ObjectSchema table) {
      CsdlEntityType type =
          new CsdlEntityType()
              .setName(table.name())
              .setKey(List.of(new CsdlPropertyRef().setName(table.idField().orElseThrow())))
              .setProperties(table.fields().stream().map(f -> property(f, table)).toList());
      List<CsdlNavigationProperty> relations = new ArrayList<>();
      table
          .relations()
          .forEach(
              relation ->
                  relations.add(
                      new CsdlNavigationProperty()
                          .setName(relation.name())
                          .setType(name(relation.target()))
                          .setCollection(relation.many())));
      return type.setNavigationProperties(relations);
    }

    private static CsdlProperty property(Field field, ObjectSchema table) {
      String id = table.idField().orElseThrow();
      boolean lookup = ColumnKind.of(field, id) == ColumnKind.LOOKUP;
      return new CsdlProperty()
          .setName(lookup ? "_" + field.name() + "_value" : field.name())
          .setType(type(field).getFullQualifiedName())
          .setPrecision(38)
          .setScale(10);
    }

    private static EdmPrimitiveTypeKind type(Field field) {
      return switch (field.type()) {
        case TEXT, OTHER -> EdmPrimitiveTypeKind.String;
        case ID -> EdmPrimitiveTypeKind.Guid;
        case BOOLEAN -> EdmPrimitiveTypeKind.Boolean;
        case INTEGER -> EdmPrimitiveTypeKind.Int32;
        case DECIMAL -> EdmPrimitiveTypeKind.Decimal;
        case DATE -> EdmPrimitiveTypeKind.Date;
        case TIMESTAMP -> EdmPrimitiveTypeKind.DateTimeOffset;
      };
    }

    @Override
    public CsdlEntitySet getEntitySet(FullQualifiedName container, String name) {
      for (ObjectSchema table : SampleSchemas.ALL) {
        if (table.collection().orElseThrow().equals(name)) {
          List<CsdlNavigationPropertyBinding> bindings = new ArrayList<>();
          table
              .relations()
              .forEach(
                  relation ->
                      bindings.add(
                          new CsdlNavigationPropertyBinding()
                              .setPath(relation.name())
                              .setTarget(
                                  SampleSchemas.of(relation.target()).collection().orElseThrow())));
          return new CsdlEntitySet()
              .setName(name)
              .setType(name(table.name()))
              .setNavigationPropertyBindings(bindings);
        }
      }
      return null;
    }

    @Override
    public List<CsdlFunction> getFunctions(FullQualifiedName name) {
      String function = name.getName().toLowerCase(Locale.ROOT);
      if (!function.equals("in") && !function.equals("notin")) {
        return List.of();
      }
      FullQualifiedName text = EdmPrimitiveTypeKind.String.getFullQualifiedName();
      return List.of(
          new CsdlFunction()
              .setName(name.getName())
              .setParameters(
                  List.of(
                      new CsdlParameter().setName("PropertyName").setType(text),
                      new CsdlParameter()
                          .setName("PropertyValues")
                          .setType(text)
                          .setCollection(true)))
              .setReturnType(
                  new CsdlReturnType()
                      .setType(EdmPrimitiveTypeKind.Boolean.getFullQualifiedName())));
    }

    @Override
    public CsdlEntityContainerInfo getEntityContainerInfo(FullQualifiedName container) {
      return new CsdlEntityContainerInfo().setContainerName(name("System"));
    }

    @Override
    public CsdlEntityContainer getEntityContainer() {
      return new CsdlEntityContainer().setName("System");
    }
  }
}
