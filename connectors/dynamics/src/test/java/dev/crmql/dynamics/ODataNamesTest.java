package dev.crmql.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ODataNamesTest {

  @ParameterizedTest
  @CsvSource({
    "account, accounts",
    "opportunity, opportunities",
    "new_category, new_categories",
    "new_records, new_recordses",
    "new_box, new_boxes",
    "new_branch, new_branches",
    "new_wish, new_wishes",
    "new_survey, new_surveys",
  })
  void entitySetsFollowDataversesPlural(String table, String entitySet) {
    assertThat(ODataNames.entitySet(table)).isEqualTo(entitySet);
  }

  @Test
  void activitiesShareTheirId() {
    assertThat(ODataNames.idProperty("phonecall")).isEqualTo("activityid");
    assertThat(ODataNames.idProperty("lead")).isEqualTo("leadid");
  }

  @Test
  void onlyAnotherVersionsNameIsTaken() {
    assertThat(new DynamicsConnector("v9.1").service()).isEqualTo("dynamics");
    for (String version : new String[] {"9.2", "v9", "v9.2/..", ""}) {
      assertThatThrownBy(() -> new DynamicsConnector(version))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
