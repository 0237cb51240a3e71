package dev.crmql.dynamics;

import dev.crmql.schema.ObjectSchema;
import dev.crmql.schema.Relation;
import java.util.List;
import java.util.Optional;

/** Some of Dataverse's standard tables, as its metadata describes them. */
final class SampleSchemas {

  static final ObjectSchema ACCOUNT =
      table(
              "account",
              "accounts",
              "name StringType",
              "description MemoType",
              "telephone1 StringType",
              "emailaddress1 StringType",
              "address1_city StringType",
              "numberofemployees IntegerType",
              "industrycode PicklistType",
              "statecode StateType",
              "revenue MoneyType",
              "exchangerate DecimalType",
              "creditonhold BooleanType",
              "createdon DateTimeType",
              "new_founded DateTimeType DateOnly",
              "new_opening DateTimeType TimeZoneIndependent",
              "new_sectors MultiSelectPicklistType",
              "entityimage VirtualType",
              "address1_addressid UniqueidentifierType",
              "ownerid OwnerType",
              "primarycontactid LookupType",
              "parentaccountid LookupType")
          .relation(new Relation("primarycontactid", "primarycontactid", "contact"))
          .relation(new Relation("parentaccountid", "parentaccountid", "account"))
          .relation(new Relation("contact_customer_accounts", "parentcustomerid", "contact", true))
          .build();

  static final ObjectSchema CONTACT =
      table(
              "contact",
              "contacts",
              "fullname StringType",
              "emailaddress1 StringType",
              "telephone1 StringType",
              "parentcustomerid CustomerType")
          .relation(new Relation("parentcustomerid_account", "parentcustomerid", "account"))
          .build();

  static final ObjectSchema LEAD =
      table(
              "lead",
              "leads",
              "fullname StringType",
              "emailaddress1 StringType",
              "statuscode StatusType")
          .build();

  static final ObjectSchema OPPORTUNITY =
      table(
              "opportunity",
              "opportunities",
              "name StringType",
              "stepname StringType",
              "parentaccountid LookupType")
          .relation(new Relation("parentaccountid", "parentaccountid", "account"))
          .build();

  static final ObjectSchema INCIDENT =
      table("incident", "incidents", "title StringType", "customerid CustomerType")
          .relation(new Relation("customerid_account", "customerid", "account"))
          .relation(new Relation("customerid_contact", "customerid", "contact"))
          .build();

  static final List<ObjectSchema> ALL = List.of(ACCOUNT, CONTACT, LEAD, OPPORTUNITY, INCIDENT);

  private SampleSchemas() {}

  static ObjectSchema of(String table) {
    return find(table).orElseThrow();
  }

  static Optional<ObjectSchema> find(String table) {
    return ALL.stream().filter(schema -> schema.name().equals(table)).findAny();
  }

  private static ObjectSchema.Builder table(String name, String entitySet, String... columns) {
    String id = name + "id";
    ObjectSchema.Builder table =
        ObjectSchema.builder(name)
            .collection(entitySet)
            .idField(id)
            .field(AttributeTypes.field(id, AttributeTypes.UNIQUE_ID, "", false));
    for (String column : columns) {
      String[] words = (column + " ").split(" ", -1);
      table.field(AttributeTypes.field(words[0], words[1], words[2], true));
    }
    return table;
  }
}
