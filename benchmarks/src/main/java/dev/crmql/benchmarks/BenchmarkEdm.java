package dev.crmql.benchmarks;

import java.util.List;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;

/** The one entity set that the OData of {@link BenchmarkQuery} asks for. */
final class BenchmarkEdm extends CsdlAbstractEdmProvider {

  private static final FullQualifiedName TYPE = new FullQualifiedName("bench", "Account");
  private static final FullQualifiedName CONTAINER = new FullQualifiedName("bench", "Container");

  private static final CsdlEntityType ACCOUNT =
      new CsdlEntityType()
          .setName(TYPE.getName())
          .setKey(List.of(new CsdlPropertyRef().setName("id")))
          .setProperties(
              Stream.concat(
                      Stream.of("id", "name", "website", "email", "status")
                          .map(name -> property(name, EdmPrimitiveTypeKind.String)),
                      Stream.of(property("employees", EdmPrimitiveTypeKind.Int32)))
                  .toList());

  private static final CsdlEntitySet ACCOUNTS =
      new CsdlEntitySet().setName("Accounts").setType(TYPE);

  private static CsdlProperty property(String name, EdmPrimitiveTypeKind kind) {
    return new CsdlProperty().setName(name).setType(kind.getFullQualifiedName());
  }

  @Override
  public CsdlEntityType getEntityType(FullQualifiedName name) {
    return name.equals(TYPE) ? ACCOUNT : null;
  }

  @Override
  public CsdlEntitySet getEntitySet(FullQualifiedName container, String name) {
    return name.equals(ACCOUNTS.getName()) ? ACCOUNTS : null;
  }

  @Override
  public CsdlEntityContainer getEntityContainer() {
    return new CsdlEntityContainer().setName(CONTAINER.getName()).setEntitySets(List.of(ACCOUNTS));
  }

  @Override
  public CsdlEntityContainerInfo getEntityContainerInfo(FullQualifiedName name) {
    return new CsdlEntityContainerInfo().setContainerName(CONTAINER);
  }
}
