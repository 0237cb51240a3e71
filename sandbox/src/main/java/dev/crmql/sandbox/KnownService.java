package dev.crmql.sandbox;

import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.dynamics.DynamicsEmulator;
import dev.crmql.sandbox.http.ServiceEmulator;
import dev.crmql.sandbox.hubspot.HubSpotEmulator;
import dev.crmql.sandbox.oracle.OracleEmulator;
import dev.crmql.sandbox.pipedrive.PipedriveEmulator;
import dev.crmql.sandbox.pipeliner.PipelinerEmulator;
import dev.crmql.sandbox.salesforce.SalesforceEmulator;
import dev.crmql.sandbox.sugarcrm.SugarCrmEmulator;
import dev.crmql.sandbox.zoho.ZohoEmulator;
import java.util.Arrays;
import java.util.Locale;

/** The services that a sandbox can start. */
enum KnownService {
  SALESFORCE,
  DYNAMICS,
  SUGARCRM,
  ORACLE,
  HUBSPOT,
  ZOHO,
  PIPEDRIVE,
  PIPELINER;

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
    SampleData data = Sample.DATA;
    return switch (this) {
      case SALESFORCE -> new SalesforceEmulator(data);
      case DYNAMICS -> new DynamicsEmulator(data);
      case SUGARCRM -> new SugarCrmEmulator(data);
      case ORACLE -> new OracleEmulator(data);
      case HUBSPOT -> new HubSpotEmulator(data);
      case ZOHO -> new ZohoEmulator(data);
      case PIPEDRIVE -> new PipedriveEmulator(data);
      case PIPELINER -> new PipelinerEmulator(data);
    };
  }

  /** The one data set, made when the first service needs it. */
  private static final class Sample {
    static final SampleData DATA = SampleData.create();
  }
}
