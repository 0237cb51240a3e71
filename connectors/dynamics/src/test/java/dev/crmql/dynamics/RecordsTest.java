package dev.crmql.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.FieldPath;
import dev.crmql.spi.SearchPlan;
import dev.crmql.spi.UpstreamJson;
import org.junit.jupiter.api.Test;

class RecordsTest {

  private static ObjectNode json(String text) {
    return (ObjectNode) UpstreamJson.read(text.replace('\'', '"')).orElseThrow();
  }

  @Test
  void valuesAreFoundUnderTheNamesOfTheQuery() throws Exception {
    SearchPlan plan = Plans.known("SELECT name, ownerid, primarycontactid.fullname FROM account");
    ObjectNode row =
        json(
            "{'name':'A','revenue':12.50,'_ownerid_value':'o','createdon':'2018-02-23T02:05:46Z',"
                + "'primarycontactid':{'fullname':'Ito','contactid':'c'}}");
    assertThat(plan.format().value(row, FieldPath.of("NAME")).textValue()).isEqualTo("A");
    assertThat(plan.format().value(row, FieldPath.of("ownerid")).textValue()).isEqualTo("o");
    assertThat(plan.format().value(row, FieldPath.of("revenue")).decimalValue()).isEqualTo("12.50");
    assertThat(plan.format().value(row, FieldPath.of("primarycontactid", "fullname")).textValue())
        .isEqualTo("Ito");
    assertThat(plan.format().value(row, FieldPath.of("missing")).isNull()).isTrue();
    ObjectNode alone = json("{'primarycontactid':null}");
    assertThat(plan.format().value(alone, FieldPath.of("primarycontactid", "fullname")).isNull())
        .isTrue();
  }

  @Test
  void aLookupIsFoundByItsColumnThoughNobodySaidThatItIsOne() throws Exception {
    SearchPlan plan = Plans.known("SELECT * FROM account");
    ObjectNode row = json("{'accountid':'a','_new_regionid_value':'r'}");
    assertThat(plan.format().value(row, FieldPath.of("new_regionid")).textValue()).isEqualTo("r");
  }

  @Test
  void whatWasNotAskedForIsTakenOut() throws Exception {
    SearchPlan plan =
        Plans.known(
            "SELECT name, ownerid, primarycontactid.fullname, contact_customer_accounts.fullname"
                + " FROM account ORDER BY createdon");
    ObjectNode row =
        json(
            "{'@odata.etag':'1','accountid':'a','name':'A','createdon':'2018-02-23T02:05:46Z',"
                + "'_ownerid_value':'o','_ownerid_value@OData.Community.Display.V1.FormattedValue':"
                + "'Ann','createdon@OData.Community.Display.V1.FormattedValue':'23 Feb',"
                + "'_transactioncurrencyid_value':'t',"
                + "'primarycontactid':{'@odata.etag':'2','fullname':'Ito','contactid':'c'},"
                + "'contact_customer_accounts':[{'fullname':'Ito','contactid':'c'}]}");
    assertThat(plan.format().shown(row))
        .isEqualTo(
            json(
                "{'@odata.etag':'1','name':'A','_ownerid_value':'o',"
                    + "'_ownerid_value@OData.Community.Display.V1.FormattedValue':'Ann',"
                    + "'primarycontactid':{'@odata.etag':'2','fullname':'Ito'},"
                    + "'contact_customer_accounts':[{'fullname':'Ito'}]}"));
    assertThat(row.has("accountid")).isTrue();
  }

  @Test
  void wholeRowsLoseOnlyTheRelationsOfTheEngine() throws Exception {
    SearchPlan plan = Plans.local("SELECT * FROM account WHERE primarycontactid.fullname IS NULL");
    assertThat(plan.format().shown(json("{'accountid':'a','x':1,'primarycontactid':null}")))
        .isEqualTo(json("{'accountid':'a','x':1}"));
  }

  @Test
  void aMissingRelatedRowIsShownAsTheServiceDoes() throws Exception {
    SearchPlan plan = Plans.known("SELECT primarycontactid.fullname FROM account");
    assertThat(plan.format().shown(json("{'accountid':'a','primarycontactid':null}")))
        .isEqualTo(json("{'primarycontactid':null}"));
  }
}
