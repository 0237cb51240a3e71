package dev.crmql.conformance.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlFunction;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlParameter;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlReturnType;

/** One entity set, its type, and Dataverse's query functions In and NotIn, for Olingo. */
final class ODataModel extends CsdlAbstractEdmProvider {

  private static final String NAMESPACE = "Microsoft.Dynamics.CRM";

  private final String entitySet;
  private final Map<String, ODataType> types = new LinkedHashMap<>();

  ODataModel(String entitySet, ODataType type) {
    this.entitySet = entitySet;
    add("row", type);
  }

  private void add(String name, ODataType type) {
    types.put(name, type);
    type.relations().forEach((relation, target) -> add(name + "." + relation, target));
  }

  private static FullQualifiedName name(String name) {
    return new FullQualifiedName(NAMESPACE, name.replace('.', '_'));
  }

  @Override
  public CsdlEntityType getEntityType(FullQualifiedName asked) {
    for (Map.Entry<String, ODataType> type : types.entrySet()) {
      if (name(type.getKey()).equals(asked)) {
        return entityType(type.getKey(), type.getValue());
      }
    }
    return null;
  }

  private static CsdlEntityType entityType(String name, ODataType type) {
    List<CsdlProperty> properties = new ArrayList<>();
    type.properties()
        .forEach(
            (property, kind) ->
                properties.add(
                    new CsdlProperty()
                        .setName(property)
                        .setType(kind.getFullQualifiedName())
                        .setPrecision(38)
                        .setScale(10)));
    List<CsdlNavigationProperty> relations = new ArrayList<>();
    type.relations()
        .keySet()
        .forEach(
            relation ->
                relations.add(
                    new CsdlNavigationProperty()
                        .setName(relation)
                        .setType(name(name + "." + relation))));
    return new CsdlEntityType()
        .setName(name(name).getName())
        .setProperties(properties)
        .setNavigationProperties(relations);
  }

  @Override
  public CsdlEntitySet getEntitySet(FullQualifiedName container, String asked) {
    return asked.equals(entitySet)
        ? new CsdlEntitySet().setName(entitySet).setType(name("row"))
        : null;
  }

  @Override
  public List<CsdlFunction> getFunctions(FullQualifiedName asked) {
    String function = asked.getName().toLowerCase(Locale.ROOT);
    if (!function.equals("in") && !function.equals("notin")) {
      return List.of();
    }
    FullQualifiedName text = EdmPrimitiveTypeKind.String.getFullQualifiedName();
    return List.of(
        new CsdlFunction()
            .setName(asked.getName())
            .setParameters(
                List.of(
                    new CsdlParameter().setName("PropertyName").setType(text),
                    new CsdlParameter()
                        .setName("PropertyValues")
                        .setType(text)
                        .setCollection(true)))
            .setReturnType(
                new CsdlReturnType().setType(EdmPrimitiveTypeKind.Boolean.getFullQualifiedName())));
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
