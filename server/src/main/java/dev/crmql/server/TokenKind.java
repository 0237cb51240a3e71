package dev.crmql.server;

import dev.crmql.spi.TokenHeader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kinds of tokens that a service takes beside those of OAuth. */
enum TokenKind {
  /** A user, a colon and a password (REST API for Oracle Fusion Cloud Sales, Authenticate). */
  BASIC("oracle"),

  /** A user's API token, for which leads are in reach (Pipedrive API reference, authentication). */
  API_TOKEN("pipedrive");

  private final String service;

  TokenKind(String service) {
    this.service = service;
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

  /** How the service is shown such a token. */
  TokenHeader header() {
    return switch (this) {
      case BASIC -> TokenHeader.BASIC;
      case API_TOKEN -> TokenHeader.field("x-api-token");
    };
  }
}
