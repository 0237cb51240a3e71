package dev.crmql.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlComplexType;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlEnumMember;
import org.apache.olingo.commons.api.edm.provider.CsdlEnumType;
import org.apache.olingo.commons.api.edm.provider.CsdlFunction;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationPropertyBinding;
import org.apache.olingo.commons.api.edm.provider.CsdlParameter;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlReturnType;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;

/** The service's entity data model, for Olingo to read addresses against. */
final class EdmModel extends CsdlAbstractEdmProvider {
  static final String NAMESPACE = "Microsoft.Dynamics.CRM";

  private static final FullQualifiedName CONTAINER = new FullQualifiedName(NAMESPACE, "System");

  private final Map<String, CsdlEntityType> types;
  private final Map<String, CsdlEntitySet> sets;

  EdmModel(List<DataverseTable> tables) {
    Map<String, String> setNames =
        tables.stream()
            .collect(Collectors.toMap(DataverseTable::logicalName, DataverseTable::entitySet));
    types =
        Stream.concat(
                tables.stream().map(EdmModel::entityType), MetadataTypes.entityTypes().stream())
            .collect(Collectors.toMap(CsdlEntityType::getName, t -> t));
    sets =
        Stream.concat(
                tables.stream().map(t -> entitySet(t, setNames)),
                Stream.of(MetadataTypes.entityDefinitions()))
            .collect(Collectors.toMap(CsdlEntitySet::getName, s -> s));
  }

  static CsdlProperty property(String name, EdmPrimitiveTypeKind type) {
    CsdlProperty property = new CsdlProperty().setName(name).setType(type.getFullQualifiedName());
    return type == EdmPrimitiveTypeKind.Decimal ? property.setPrecision(38).setScale(10) : property;
  }

  private static CsdlEntityType entityType(DataverseTable table) {
    return new CsdlEntityType()
        .setName(table.logicalName())
        .setKey(List.of(new CsdlPropertyRef().setName(table.key())))
        .setProperties(
            table.attributes().stream()
                .map(a -> property(a.property(), a.type().edmType()))
                .toList())
        .setNavigationProperties(
            table.navigations().stream()
                .map(
                    n ->
                        new CsdlNavigationProperty()
                            .setName(n.name())
                            .setType(new FullQualifiedName(NAMESPACE, n.target()))
                            .setCollection(n.collection()))
                .toList());
  }

  private static CsdlEntitySet entitySet(DataverseTable table, Map<String, String> setNames) {
    return new CsdlEntitySet()
        .setName(table.entitySet())
        .setType(new FullQualifiedName(NAMESPACE, table.logicalName()))
        .setNavigationPropertyBindings(
            table.navigations().stream()
                .map(
                    n ->
                        new CsdlNavigationPropertyBinding()
                            .setPath(n.name())
                            .setTarget(setNames.get(n.target())))
                .toList());
  }

  @Override
  public CsdlEntityType getEntityType(FullQualifiedName name) {
    return name.getNamespace().equals(NAMESPACE) ? types.get(name.getName()) : null;
  }

  @Override
  public CsdlComplexType getComplexType(FullQualifiedName name) {
    return name.equals(MetadataTypes.ATTRIBUTE_TYPE_NAME)
        ? MetadataTypes.attributeTypeName()
        : null;
  }

  @Override
  public CsdlEnumType getEnumType(FullQualifiedName name) {
    if (!name.equals(MetadataTypes.ATTRIBUTE_TYPE_CODE)) {
      return null;
    }
    List<CsdlEnumMember> members =
        Stream.of(AttributeType.values())
            .map(AttributeType::code)
            .distinct()
            .map(code -> new CsdlEnumMember().setName(code))
            .collect(Collectors.toCollection(ArrayList::new));
    return new CsdlEnumType().setName(name.getName()).setMembers(members);
  }

  /** {@code In} and {@code NotIn}, the query functions that the sandbox knows. */
  @Override
  public List<CsdlFunction> getFunctions(FullQualifiedName name) {
    if (!name.getNamespace().equals(NAMESPACE) || !FilterSql.FUNCTIONS.contains(name.getName())) {
      return List.of();
    }
    FullQualifiedName text = EdmPrimitiveTypeKind.String.getFullQualifiedName();
    return List.of(
        new CsdlFunction()
            .setName(name.getName())
            .setParameters(
                List.of(
                    new CsdlParameter().setName(FilterSql.PROPERTY_NAME).setType(text),
                    new CsdlParameter()
                        .setName(FilterSql.PROPERTY_VALUES)
                        .setType(text)
                        .setCollection(true)))
            .setReturnType(
                new CsdlReturnType().setType(EdmPrimitiveTypeKind.Boolean.getFullQualifiedName())));
  }

  @Override
  public CsdlEntitySet getEntitySet(FullQualifiedName container, String name) {
    return sets.get(name);
  }

  @Override
  public CsdlEntityContainer getEntityContainer() {
    return new CsdlEntityContainer()
        .setName(CONTAINER.getName())
        .setEntitySets(List.copyOf(sets.values()));
  }

  @Override
  public CsdlEntityContainerInfo getEntityContainerInfo(FullQualifiedName name) {
    return new CsdlEntityContainerInfo().setContainerName(CONTAINER);
  }

  @Override
  public List<CsdlSchema> getSchemas() {
    return List.of(
        new CsdlSchema()
            .setNamespace(NAMESPACE)
            .setEntityTypes(List.copyOf(types.values()))
            .setEntityContainer(getEntityContainer()));
  }
}
