package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.schema.Field;
import dev.crmql.schema.FieldType;
import dev.crmql.schema.ObjectSchema;
import org.junit.jupiter.api.Test;

/** The faults that the dialect, the schema and the compiler find are reported together. */
final class AllFaultsTest {

  private static final ObjectSchema ACCOUNT =
      ObjectSchema.builder("Account")
          .idField("Id")
          .field(Field.of("Id", FieldType.ID))
          .field(Field.of("Name", FieldType.TEXT))
          .field(new Field("Description", FieldType.TEXT, "textarea", true, false, false))
          .build();

  @Test
  void aKeyThatIsNotSortableHidesNoConditionThatIsNotFilterable() {
    assertThat(
            Kql.faults(
                "SELECT Id, Nosuch FROM Account WHERE Description = 'a' ORDER BY Description",
                ACCOUNT))
        .containsExactly(
            "unknown-property at Nosuch",
            "not-filterable at Description = 'a'",
            "not-sortable at Description");
  }
}
