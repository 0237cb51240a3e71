package dev.crmql.sandbox;

import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.dynamics.DynamicsEmulator;
import dev.crmql.sandbox.http.ServiceEmulator;
import dev.crmql.sandbox.hubspot.HubSpotEmulator;
import dev.crmql.sandbox.salesforce.SalesforceEmulator;
import dev.crmql.sandbox.sugarcrm.SugarCrmEmulator;
import java.util.Arrays;
import java.util.Locale;

/** The services that a sandbox can start. */
enum KnownService {
  SALESFORCE,
  DYNAMICS,
  SUGARCRM,
  HUBSPOT;

  static KnownService named(String name) {
    return Arrays.stream(values())
        .filter(service -> service.serviceName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no emulated service "
                        + name
                        + ", only "
                        + Arrays.stream(values()).map(KnownService::serviceName).toList()));
  }

  String serviceName() {
    return name().toLowerCase(Locale.ROOT);
  }

  ServiceEmulator emulator() {
    SampleData data = SampleData.create();
    return switch (this) {
      case SALESFORCE -> new SalesforceEmulator(data);
      case DYNAMICS -> new DynamicsEmulator(data);
      case SUGARCRM -> new SugarCrmEmulator(data);
      case HUBSPOT -> new HubSpotEmulator(data);
    };
  }
}
