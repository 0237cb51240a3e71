package dev.crmql.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.server.Services;
import dev.crmql.spi.Connector;
import dev.crmql.spi.UnifiedType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every service's counterparts of the unified types have attributes that the CRM API lists. */
final class UnifiedTypesTest {

  private static final String EVERY = " owner created modified description ";

  private static final Map<String, List<String>> LISTED =
      Map.of(
          "account",
          words(
              "name industry_code industry employees rating fax phone website annual_revenue"
                  + " billing_address shipping_address"),
          "contact",
          words(
              "account first_name middle_name last_name name title department email fax phone"
                  + " mailing_address"),
          "lead",
          words(
              "name first_name middle_name last_name title status address company industry"
                  + " annual_revenue rating email fax phone"),
          "opportunity",
          words(
              "account campaign name stage_name closing_date next_step amount probability"
                  + " opportunity_type"),
          "campaign",
          words(
              "parent name campaign_type start end status expected_revenue actual_cost"
                  + " budgeted_cost"),
          "task",
          words("account status priority subject"));

  private static final int FEWEST_TYPES = 5;

  /** Which attribute of Oracle Sales has the owner, and which the time of creation, is open. */
  private static final Set<String> WITHOUT_OWNER = Set.of("oracle");

  private static List<String> words(String text) {
    return Arrays.asList((text + EVERY).strip().split(" "));
  }

  static List<Connector> connectors() {
    return Services.all();
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void everyTypeHasListedAttributes(Connector connector) throws IOException {
    int known = 0;
    for (UnifiedType type : UnifiedType.values()) {
      String object = connector.objectName(type.wireName());
      if (connector.unifiedTypes().typeOf(object).isEmpty()) {
        continue;
      }
      known++;
      assertThat(connector.unifiedTypes().typeOf(object)).contains(type);
      assertThat(attributes(connector, type))
          .as(connector.service() + " " + type)
          .contains("modified", telling(type))
          .isSubsetOf(LISTED.get(type.wireName()));
      if (!WITHOUT_OWNER.contains(connector.service())) {
        assertThat(attributes(connector, type)).contains("owner", "created");
      }
    }
    assertThat(known).as(connector.service()).isGreaterThanOrEqualTo(FEWEST_TYPES);
  }

  /** By what people tell one record from another. */
  private static String telling(UnifiedType type) {
    return switch (type) {
      case TASK -> "subject";
      case CONTACT -> "email";
      case ACCOUNT, LEAD, OPPORTUNITY, CAMPAIGN -> "name";
    };
  }

  private static List<String> attributes(Connector connector, UnifiedType type) throws IOException {
    try (InputStream in = connector.getClass().getResourceAsStream("unified-types.json")) {
      JsonNode attributes = new ObjectMapper().readTree(in).get(type.wireName()).get("attributes");
      return attributes.propertyStream().map(Map.Entry::getKey).toList();
    }
  }
}
