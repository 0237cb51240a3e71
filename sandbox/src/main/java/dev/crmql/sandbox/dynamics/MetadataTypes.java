package dev.crmql.sandbox.dynamics;

import java.util.List;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlComplexType;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;

/**
 * The entity types of the metadata itself (Web API, Query table definitions), as far as a query's
 * compiler needs them.
 *
 * <p>{@code Targets} of a lookup is a property of a derived type only, so it is in whole rows but
 * not selectable here.
 */
final class MetadataTypes {
  static final String ENTITY_DEFINITIONS = "EntityDefinitions";
  static final String ATTRIBUTES = "Attributes";
  static final String MANY_TO_ONE = "ManyToOneRelationships";
  static final FullQualifiedName ATTRIBUTE_TYPE_NAME = named("AttributeTypeDisplayName");
  static final FullQualifiedName ATTRIBUTE_TYPE_CODE = named("AttributeTypeCode");

  private static final String ENTITY = "EntityMetadata";
  private static final String ATTRIBUTE = "AttributeMetadata";
  private static final String RELATIONSHIP = "OneToManyRelationshipMetadata";

  private MetadataTypes() {}

  static List<CsdlEntityType> entityTypes() {
    return List.of(
        type(
                ENTITY,
                "LogicalName",
                guid("MetadataId"),
                text("LogicalName"),
                text("SchemaName"),
                text("EntitySetName"),
                text("LogicalCollectionName"),
                text("PrimaryIdAttribute"),
                text("PrimaryNameAttribute"))
            .setNavigationProperties(
                List.of(collection(ATTRIBUTES, ATTRIBUTE), collection(MANY_TO_ONE, RELATIONSHIP))),
        type(
            ATTRIBUTE,
            "LogicalName",
            guid("MetadataId"),
            text("LogicalName"),
            text("SchemaName"),
            text("EntityLogicalName"),
            text("AttributeOf"),
            new CsdlProperty().setName("AttributeType").setType(ATTRIBUTE_TYPE_CODE),
            new CsdlProperty().setName("AttributeTypeName").setType(ATTRIBUTE_TYPE_NAME),
            flag("IsPrimaryId"),
            flag("IsPrimaryName"),
            flag("IsValidForRead"),
            flag("IsValidODataAttribute")),
        type(
            RELATIONSHIP,
            "SchemaName",
            guid("MetadataId"),
            text("SchemaName"),
            text("ReferencingEntity"),
            text("ReferencingAttribute"),
            text("ReferencingEntityNavigationPropertyName"),
            text("ReferencedEntity"),
            text("ReferencedAttribute")));
  }

  static CsdlComplexType attributeTypeName() {
    return new CsdlComplexType()
        .setName(ATTRIBUTE_TYPE_NAME.getName())
        .setProperties(List.of(text("Value")));
  }

  static CsdlEntitySet entityDefinitions() {
    return new CsdlEntitySet().setName(ENTITY_DEFINITIONS).setType(named(ENTITY));
  }

  private static CsdlEntityType type(String name, String key, CsdlProperty... properties) {
    return new CsdlEntityType()
        .setName(name)
        .setKey(List.of(new CsdlPropertyRef().setName(key)))
        .setProperties(List.of(properties));
  }

  private static CsdlProperty guid(String name) {
    return EdmModel.property(name, EdmPrimitiveTypeKind.Guid);
  }

  private static CsdlProperty text(String name) {
    return EdmModel.property(name, EdmPrimitiveTypeKind.String);
  }

  private static CsdlProperty flag(String name) {
    return EdmModel.property(name, EdmPrimitiveTypeKind.Boolean);
  }

  private static CsdlNavigationProperty collection(String name, String type) {
    return new CsdlNavigationProperty().setName(name).setType(named(type)).setCollection(true);
  }

  private static FullQualifiedName named(String name) {
    return new FullQualifiedName(EdmModel.NAMESPACE, name);
  }
}
