package dev.crmql.language;

import static dev.crmql.query.Conditions.contains;
import static dev.crmql.query.Conditions.startsWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.query.Conditions;
import dev.crmql.query.Query;
import org.junit.jupiter.api.Test;

class QueryParserTest {

  @Test
  void theDocumentsExamplesMeanWhatTheySay() {
    assertThat(
            kql(
                "SELECT id, name, website FROM Accounts WHERE name LIKE 'Jim%'"
                    + " ORDER BY name DESC LIMIT 100 OFFSET 200"))
        .isEqualTo(
            Query.select("id", "name", "website")
                .from("Accounts")
                .where(startsWith("name", "Jim"))
                .orderByDescending("name")
                .limit(100)
                .offset(200)
                .build());
    assertThat(
            kql(
                "SELECT id, name, email, status FROM Leads"
                    + " WHERE name LIKE '%kloudless%' AND email != '' ORDER BY name ASC"))
        .isEqualTo(
            Query.select("id", "name", "email", "status")
                .from("Leads")
                .where(
                    Conditions.and(contains("name", "kloudless"), Conditions.notEqual("email", "")))
                .orderBy("name")
                .build());
  }

  private static Query kql(String text) {
    return QueryParser.kql().parse(text);
  }
}
