package dev.crmql.sandbox.hubspot;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the tests of the emulated HubSpot share. */
abstract class HubSpotTest {
  static HubSpotClient hubspot;

  @BeforeAll
  static void start() {
    hubspot = new HubSpotClient();
  }

  @AfterAll
  static void stop() {
    hubspot.close();
  }

  static String lower(Object text) {
    return text == null ? null : ((String) text).toLowerCase(Locale.ROOT);
  }
}
