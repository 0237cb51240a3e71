package dev.crmql.benchmarks.load;

import dev.crmql.sandbox.Sandbox;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.pipeliner.PipelinerEmulator;

/** Every emulated service, until the process is stopped. */
public final class EmulatedServices {

  private EmulatedServices() {}

  /** Prints a line for each service: its name, its address and the token that it takes. */
  public static void main(String[] args) {
    for (SandboxService service : Sandbox.start().services()) {
      String path =
          service.name().equals("pipeliner")
              ? "/api/v100/rest/spaces/" + PipelinerEmulator.SPACE
              : "";
      System.out.println(
          service.name() + " " + service.baseUri() + path + " " + service.accessToken());
    }
    System.out.println();
  }
}
