package dev.crmql.server;

import dev.crmql.spi.TokenHeader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kinds of tokens that a service takes beside those of OAuth. */
enum TokenKind {
  /** A user, a colon and a password (REST API for Oracle Fusion Cloud Sales, Authenticate). */
  BASIC("oracle", TokenHeader.BASIC),

  /** A user's API token, for which leads are in reach (Pipedrive API reference, authentication). */
  API_TOKEN("pipedrive", TokenHeader.field("x-api-token"));

  private final String service;
  private final TokenHeader header;

  TokenKind(String service, TokenHeader header) {
    this.service = service;
    this.header = header;
  }

  /** The kind of this name, if the service takes it. */
  static Optional<TokenKind> of(String service, String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.service.equals(service) && kind.configName().equals(name))
        .findFirst();
  }

  /** What a service takes, for messages. */
  static String kinds(String service) {
    return Arrays.stream(values())
        .filter(kind -> kind.service.equals(service))
        .map(kind -> "token_kind of " + service + " is " + kind.configName() + ", or left out")
        .findFirst()
        .orElse(service + " takes one kind of token; leave token_kind out");
  }

  private String configName() {
    return name().toLowerCase(Locale.ROOT);
  }

  TokenHeader header() {
    return header;
  }
}
