package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ResourceJsonTest {

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ResourceJson.read(ResourceJsonTest.class, "nosuch.json"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no nosuch.json beside dev.crmql.spi.ResourceJsonTest");
  }
}
