package dev.crmql.sandbox;

import dev.crmql.sandbox.http.ServiceEmulator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Emulated CRM services on loopback, all with the same made-up records.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start()) {
 *   URI instance = sandbox.service("salesforce").baseUri();
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
  private final Map<String, SandboxService> services;

  private Sandbox(Map<String, SandboxService> services) {
    this.services = services;
  }

  /** Starts every service that there is on a free port. */
  public static Sandbox start() {
    Builder builder = builder();
    for (KnownService service : KnownService.values()) {
      builder.service(service.serviceName(), 0);
    }
    return builder.start();
  }

  /** Starts with no service chosen. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * A service that was started.
   *
   * @param name in lower case, such as {@code salesforce}
   * @throws IllegalArgumentException if it was not started; the message lists those that were
   */
  public SandboxService service(String name) {
    SandboxService service = services.get(name);
    if (service == null) {
      throw new IllegalArgumentException(
          "no service " + name + " in this sandbox, only " + services.keySet());
    }
    return service;
  }

  /** The services in the order in which they were chosen. */
  public List<SandboxService> services() {
    return List.copyOf(services.values());
  }

  /** Stops all services. */
  @Override
  public void close() {
    services.values().forEach(SandboxService::close);
  }

  /** Chooses services and ports. */
  public static final class Builder {
    private final Map<String, Supplier<SandboxService>> starts = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a service.
     *
     * @param name in lower case, such as {@code salesforce}
     * @param port 1 to 65535, or 0 for a free one
     * @throws IllegalArgumentException if there is no such service; the message lists those there
     *     are
     */
    public Builder service(String name, int port) {
      KnownService service = KnownService.named(name);
      starts.put(name, () -> SandboxService.start(service.emulator(), port));
      return this;
    }

    /**
     * Adds a service that was made with records or a behaviour of the caller's own; starting closes
     * it if it fails, and so does closing the sandbox.
     *
     * @param port 1 to 65535, or 0 for a free one
     */
    public Builder service(ServiceEmulator emulator, int port) {
      return service(emulator.name(), emulator, port);
    }

    /** As {@link #service(ServiceEmulator, int)}, found by another name than its own. */
    public Builder service(String name, ServiceEmulator emulator, int port) {
      starts.put(name, () -> SandboxService.start(emulator, port));
      return this;
    }

    /**
     * Starts the chosen services at the same time; if one cannot start, none is left running.
     *
     * @throws java.io.UncheckedIOException if a port is taken
     */
    public Sandbox start() {
      Map<String, CompletableFuture<SandboxService>> starting = new LinkedHashMap<>();
      starts.forEach((name, start) -> starting.put(name, CompletableFuture.supplyAsync(start)));
      Map<String, SandboxService> started = new LinkedHashMap<>();
      List<RuntimeException> failures = new ArrayList<>();
      starting.forEach(
          (name, service) -> {
            try {
              started.put(name, service.join());
            } catch (CompletionException e) {
              failures.add(e.getCause() instanceof RuntimeException cause ? cause : e);
            }
          });
      Sandbox sandbox = new Sandbox(started);
      if (!failures.isEmpty()) {
        sandbox.close();
        throw failures.get(0);
      }
      return sandbox;
    }
  }
}
