package dev.crmql.spi;

import java.util.Objects;

/** Thrown where a service failed, or answered what can't be read. It is the account's fault. */
public final class UpstreamException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient UpstreamFault fault;

  /** A service failed so. */
  public UpstreamException(UpstreamFault fault) {
    super(fault.code().isEmpty() ? fault.message() : fault.code() + ": " + fault.message());
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  /** An answer that is not what the service's documentation describes. */
  public static UpstreamException unexpected(String message) {
    return new UpstreamException(UpstreamFault.of(UpstreamFault.Kind.UNEXPECTED, "", message));
  }

  /** How the service failed. */
  public UpstreamFault fault() {
    return fault;
  }
}
