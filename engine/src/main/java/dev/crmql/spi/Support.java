package dev.crmql.spi;

/** How a construct is answered for a service. */
public enum Support {
  /** The service answers it exactly. */
  PUSHED,
  /** The service answers with the wanted rows and perhaps more; the engine checks each again. */
  CHECKED,
  /** The service can't; the engine can, where the caller allows it ({@link Completion#LOCAL}). */
  COMPLETED,
  /** Refused. */
  REFUSED
}
