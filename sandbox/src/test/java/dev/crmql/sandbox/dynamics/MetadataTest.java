package dev.crmql.sandbox.dynamics;

import static dev.crmql.sandbox.dynamics.DynamicsClient.ROOT;
import static dev.crmql.sandbox.dynamics.DynamicsClient.encoded;
import static dev.crmql.sandbox.dynamics.DynamicsClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {
  private static final String CONTACT = ROOT + "EntityDefinitions(LogicalName='contact')";

  private static DynamicsClient client;

  @BeforeAll
  static void start() {
    client = new DynamicsClient();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @ParameterizedTest
  @CsvSource({
    "account, accounts, accountid, name",
    "contact, contacts, contactid, fullname",
    "lead, leads, leadid, fullname",
    "opportunity, opportunities, opportunityid, name",
    "campaign, campaigns, campaignid, name",
    "task, tasks, activityid, subject",
  })
  void entitySetsAreLookedUpByLogicalName(String logical, String set, String key, String name) {
    JsonNode page =
        client.get(
            ROOT
                + "EntityDefinitions?$select=LogicalName%2CEntitySetName%2CPrimaryIdAttribute%2CPrimaryNameAttribute"
                + "&$filter=LogicalName%20eq%20%27"
                + logical
                + "%27");
    assertThat(page.get("value")).hasSize(1);
    JsonNode row = page.at("/value/0");
    assertThat(row.fieldNames())
        .toIterable()
        .containsExactly(
            "LogicalName",
            "EntitySetName",
            "PrimaryIdAttribute",
            "PrimaryNameAttribute",
            "MetadataId");
    assertThat(row.get("LogicalName").asText()).isEqualTo(logical);
    assertThat(row.get("EntitySetName").asText()).isEqualTo(set);
    assertThat(row.get("PrimaryIdAttribute").asText()).isEqualTo(key);
    assertThat(row.get("PrimaryNameAttribute").asText()).isEqualTo(name);
    assertThat(client.get(ROOT + set + "?$top=1").at("/value/0").has(key)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"incident", "Account", "accounts"})
  void noOtherNameFindsATable(String name) {
    String filter = "EntityDefinitions?$filter=LogicalName%20eq%20%27" + name + "%27";
    assertThat(client.get(ROOT + filter).get("value")).isEmpty();
    assertThat(client.send(ROOT + "EntityDefinitions(LogicalName=%27" + name + "%27)").statusCode())
        .isEqualTo(404);
  }

  @Test
  void oneDefinitionByItsKey() {
    JsonNode definition = client.get(CONTACT + "?$select=EntitySetName");
    assertThat(definition.get("EntitySetName").asText()).isEqualTo("contacts");
    assertThat(definition.has("PrimaryIdAttribute")).isFalse();
  }

  @Test
  void attributesTellTypesAndTargets() {
    JsonNode page =
        client.get(
            CONTACT
                + "/Attributes?$filter="
                + encoded("IsValidODataAttribute eq true and IsValidForRead eq true"));
    assertThat(texts(page, "LogicalName"))
        .contains("contactid", "fullname", "parentcustomerid", "birthdate")
        .doesNotContain("parentcustomeridname");
    for (JsonNode row : page.get("value")) {
      assertThat(row.at("/AttributeTypeName/Value").asText())
          .isEqualTo(row.get("AttributeType").asText() + "Type");
      if (row.get("LogicalName").asText().equals("parentcustomerid")) {
        assertThat(row.get("AttributeType").asText()).isEqualTo("Customer");
        assertThat(row.get("Targets").toString()).isEqualTo("[\"account\",\"contact\"]");
      } else if (row.get("LogicalName").asText().equals("birthdate")) {
        assertThat(row.at("/DateTimeBehavior/Value").asText()).isEqualTo("DateOnly");
      }
    }
  }

  @Test
  void shadowsOfLookupsAreListedButNotSelectable() {
    JsonNode page =
        client.get(
            CONTACT
                + "/Attributes?$select=LogicalName,AttributeOf&$filter=AttributeOf%20ne%20null");
    assertThat(texts(page, "LogicalName")).containsExactly("parentcustomeridname");
    assertThat(client.send(ROOT + "contacts?$select=parentcustomeridname").statusCode())
        .isEqualTo(400);
  }

  @Test
  void targetsAreNotSelectable() {
    assertThat(client.send(CONTACT + "/Attributes?$select=LogicalName,Targets").body())
        .contains(
            "Could not find a property named 'Targets' on type 'Microsoft.Dynamics.CRM.AttributeMetadata'.");
  }

  @Test
  void attributeTypesAreFilteredAsAnEnumeration() {
    String typed = "AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'Boolean'";
    assertThat(texts(client.get(CONTACT + "/Attributes?$filter=" + encoded(typed)), "LogicalName"))
        .containsExactly("donotphone");
    assertThat(
            client
                .send(CONTACT + "/Attributes?$filter=" + encoded("AttributeType eq 'Boolean'"))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void everyTargetOfALookupHasItsNavigation() {
    JsonNode page =
        client.get(
            CONTACT
                + "/ManyToOneRelationships?$select=ReferencingAttribute,ReferencingEntityNavigationPropertyName,ReferencedEntity");
    assertThat(texts(page, "ReferencingEntityNavigationPropertyName"))
        .containsExactly("parentcustomerid_account", "parentcustomerid_contact");
    assertThat(texts(page, "ReferencedEntity")).containsExactly("account", "contact");
    assertThat(texts(page, "ReferencingAttribute")).containsOnly("parentcustomerid");
  }

  @ParameterizedTest
  @CsvSource({
    "$expand=Attributes, 501",
    "$filter=contains%28LogicalName%2C%27a%27%29, 501",
    "$skip=1, 400",
    "$select=x, 400"
  })
  void whatIsNotAnswered(String option, int status) {
    assertThat(client.send(ROOT + "EntityDefinitions?" + option).statusCode()).isEqualTo(status);
  }
}
