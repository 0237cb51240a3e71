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
    Optional<OAuthEntry> oauth) {

  /**
   * Reads an entry.
   *
   * @throws BadInputException if something in it is at fault
   */
  static AccountEntry read(DataFile file, ConfigValues values, JsonNode entry) {
    file.requireKeys(entry, "id", "service", "url", "label", "token", "oauth");
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
    if (entry.has("token") == entry.has("oauth")) {
      throw file.fault(entry, "an account has either a token or oauth");
    }
    Optional<String> token = values.optionalSecret(entry, "token");
    try {
      token.ifPresent(Credentials::fixed);
      AccountEntry read =
          new AccountEntry(
              id,
              service,
              url,
              values.optional(entry, "label"),
              token.map(SecretText::of),
              entry.has("oauth")
                  ? Optional.of(OAuthEntry.read(file, values, entry.get("oauth"), service, url))
                  : Optional.empty());
      read.checked(file, entry);
      return read;
    } catch (IllegalArgumentException e) {
      throw file.fault(entry, "token", e.getMessage());
    }
  }

  private void checked(DataFile file, JsonNode entry) {
    try {
      Account unused = account(CredentialStore.inMemory());
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
            .<Credentials>map(entry -> entry.credentials(id, store))
            .orElseGet(() -> Credentials.fixed(token.orElseThrow().reveal()));
    return new Account(id, service, url, credentials);
  }
}
