package dev.crmql.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.dynamics.DynamicsConnector;
import dev.crmql.hubspot.HubSpotConnector;
import dev.crmql.oauth.CredentialStore;
import dev.crmql.oauth.OAuthCredentials;
import dev.crmql.oauth.SecretText;
import dev.crmql.oauth.TokenEndpoint;
import dev.crmql.salesforce.SalesforceConnector;
import dev.crmql.sugarcrm.SugarCrmConnector;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** How an account gets its access tokens, as a configuration has it. */
record OAuthEntry(
    TokenEndpoint endpoint,
    String clientId,
    Optional<SecretText> clientSecret,
    Optional<SecretText> refreshToken,
    Optional<String> scope) {

  /**
   * Reads the keys under {@code oauth}.
   *
   * @param service whose account it is
   * @param url where the account lives
   * @throws BadInputException if something is at fault
   */
  static OAuthEntry read(
      DataFile file, ConfigValues values, JsonNode oauth, String service, URI url) {
    file.requireKeys(
        oauth,
        "grant",
        "client_id",
        "client_secret",
        "refresh_token",
        "token_url",
        "scope",
        "tenant",
        "platform");
    String grant = values.text(oauth, "grant");
    boolean refreshing = grant.equals("refresh_token");
    if (!refreshing && !grant.equals("client_credentials")) {
      throw file.fault(oauth, "grant", "grant is refresh_token or client_credentials");
    }
    if (!refreshing && !service.equals("dynamics")) {
      throw file.fault(oauth, "grant", "client_credentials is for dynamics");
    }
    if (!refreshing && oauth.has("refresh_token")) {
      throw file.fault(oauth, "refresh_token", "client_credentials has no refresh_token");
    }
    onlyFor(file, oauth, "tenant", "dynamics", service);
    onlyFor(file, oauth, "platform", "sugarcrm", service);
    return new OAuthEntry(
        endpoint(file, values, oauth, service, url),
        values.text(oauth, "client_id"),
        refreshing
            ? values.optionalSecret(oauth, "client_secret").map(SecretText::of)
            : Optional.of(SecretText.of(values.secret(oauth, "client_secret"))),
        refreshing
            ? Optional.of(SecretText.of(values.secret(oauth, "refresh_token")))
            : Optional.empty(),
        values
            .optional(oauth, "scope")
            .or(() -> service.equals("dynamics") ? Optional.of(scope(url, refreshing)) : none()));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  /** With offline_access, a new refresh token comes with each access token. */
  private static String scope(URI url, boolean refreshing) {
    String all = url.toString().replaceFirst("/+$", "") + "/.default";
    return refreshing ? all + " offline_access" : all;
  }

  private static void onlyFor(
      DataFile file, JsonNode oauth, String key, String meant, String service) {
    if (oauth.has(key) && !service.equals(meant)) {
      throw file.fault(oauth, key, key + " is for " + meant);
    }
  }

  private static TokenEndpoint endpoint(
      DataFile file, ConfigValues values, JsonNode oauth, String service, URI url) {
    boolean given = oauth.has("token_url");
    String key = given ? "token_url" : service.equals("dynamics") ? "tenant" : "grant";
    try {
      TokenEndpoint usual =
          switch (service) {
            case "salesforce" -> SalesforceConnector.tokenEndpoint(url);
            case "hubspot" -> HubSpotConnector.tokenEndpoint(url);
            case "sugarcrm" ->
                SugarCrmConnector.tokenEndpoint(
                    url, values.optional(oauth, "platform").orElse("base"));
            case "dynamics" ->
                DynamicsConnector.tokenEndpoint(
                    given && !oauth.has("tenant") ? "common" : values.text(oauth, "tenant"));
            case "pipeliner" ->
                throw new IllegalArgumentException("Pipeliner CRM has no tokens that are renewed");
            default -> {
              if (!given) {
                throw new IllegalArgumentException("an account of " + service + " needs token_url");
              }
              yield new TokenEndpoint(
                  AccountEntry.url(file, values, oauth, "token_url"),
                  TokenEndpoint.Format.FORM,
                  Map.of());
            }
          };
      return given
          ? new TokenEndpoint(
              AccountEntry.url(file, values, oauth, "token_url"),
              usual.format(),
              usual.parameters())
          : usual;
    } catch (IllegalArgumentException e) {
      throw file.fault(oauth, key, e.getMessage());
    }
  }

  OAuthCredentials credentials(
      String accountId, URI url, CredentialStore store, boolean privateAddressAllowed) {
    OAuthCredentials.Builder credentials =
        refreshToken
            .map(token -> OAuthCredentials.refreshToken(accountId, endpoint, clientId, token))
            .orElseGet(
                () ->
                    OAuthCredentials.clientCredentials(
                        accountId, endpoint, clientId, clientSecret.orElseThrow()));
    clientSecret.ifPresent(credentials::clientSecret);
    scope.ifPresent(credentials::scope);
    if (privateAddressAllowed) {
      credentials.allowPrivateAddress();
    }
    return credentials
        .home(url)
        .secrets(secret -> LogSecrets.OF_PROCESS.addPassing(secret.reveal()))
        .store(store)
        .build();
  }
}
