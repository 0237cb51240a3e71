package dev.crmql.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.oauth.CredentialStore;
import dev.crmql.oauth.SecretText;
import dev.crmql.search.Account;
import dev.crmql.search.Credentials;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * One account as a configuration has it, everything that it names looked up. Equal entries make
 * accounts that are the same, so that a reload keeps the access tokens of those it did not change.
 */
record AccountEntry(
    String id,
    String service,
    URI url,
    Optional<String> label,
    Optional<SecretText> token,
    Optional<TokenKind> tokenKind,
    Optional<OAuthEntry> oauth,
    boolean privateAddressAllowed) {

  /**
   * Reads an entry.
   *
   * @throws BadInputException if something in it is at fault
   */
  static AccountEntry read(DataFile file, ConfigValues values, JsonNode entry) {
    file.requireKeys(
        entry,
        "id",
        "service",
        "url",
        "label",
        "token",
        "token_kind",
        "oauth",
        "allow_private_address");
    String id = values.text(entry, "id");
    if (id.indexOf(',') >= 0) {
      throw file.fault(entry, "id", "an id has no comma in it");
    }
    String service = values.text(entry, "service");
    try {
      Services.named(service);
    } catch (BadInputException e) {
      throw file.fault(entry, "service", e.getMessage());
    }
    URI url = url(file, values, entry, "url");
    requireAddress(file, entry, id, service, url);
    if (entry.has("token") == entry.has("oauth")) {
      throw file.fault(entry, "an account has either a token or oauth");
    }
    return new AccountEntry(
        id,
        service,
        url,
        values.optional(entry, "label"),
        token(file, values, entry),
        tokenKind(file, values, entry, service),
        entry.has("oauth")
            ? Optional.of(OAuthEntry.read(file, values, entry.get("oauth"), service, url))
            : Optional.empty(),
        file.flag(entry, "allow_private_address"));
  }

  private static Optional<SecretText> token(DataFile file, ConfigValues values, JsonNode entry) {
    Optional<String> token = values.optionalSecret(entry, "token");
    try {
      token.ifPresent(Credentials::fixed);
    } catch (IllegalArgumentException e) {
      throw file.fault(entry, "token", e.getMessage());
    }
    return token.map(SecretText::of);
  }

  private static Optional<TokenKind> tokenKind(
      DataFile file, ConfigValues values, JsonNode entry, String service) {
    Optional<String> name = values.optional(entry, "token_kind");
    if (name.isPresent() && !entry.has("token")) {
      throw file.fault(entry, "token_kind", "token_kind is of a token; oauth has none");
    }
    Optional<TokenKind> kind = name.flatMap(given -> TokenKind.of(service, given));
    if (name.isPresent() && kind.isEmpty()) {
      throw file.fault(entry, "token_kind", TokenKind.kinds(service));
    }
    return kind;
  }

  /** Before what is made of the address, such as a token endpoint on it. */
  private static void requireAddress(
      DataFile file, JsonNode entry, String id, String service, URI url) {
    try {
      Account unused = new Account(id, service, url, Credentials.fixed("none"));
    } catch (IllegalArgumentException e) {
      throw file.fault(entry, "url", e.getMessage());
    }
  }

  static URI url(DataFile file, ConfigValues values, JsonNode entry, String key) {
    try {
      return new URI(values.text(entry, key));
    } catch (URISyntaxException e) {
      throw file.fault(entry, key, key + " is not a URL");
    }
  }

  /** The account. */
  Account account(CredentialStore store) {
    Credentials credentials =
        oauth
            .<Credentials>map(entry -> entry.credentials(id, url, store, privateAddressAllowed))
            .orElseGet(() -> Credentials.fixed(token.orElseThrow().reveal()));
    return new Account(
        id,
        service,
        url,
        credentials,
        label,
        tokenKind.map(TokenKind::header),
        privateAddressAllowed);
  }
}
