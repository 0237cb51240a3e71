package dev.crmql.search;

import dev.crmql.spi.TokenHeader;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * An account of a CRM service that can be searched.
 *
 * @param id how requests name it; not empty, no comma in it
 * @param service the service's name, such as {@code salesforce}
 * @param baseUri where the account lives, such as {@code https://acme.my.salesforce.com}; the
 *     account's token is sent to this host alone
 * @param credentials how calls prove that they may
 * @param label what people call it; empty if nothing
 * @param tokenHeader how the service is shown this account's token, where it takes several kinds of
 *     tokens, such as API tokens beside those of OAuth; empty for the connector's way
 * @param privateAddressAllowed whether the host may have an address that is not public, such as one
 *     of this machine or of a private network; if it may not, nothing is sent to one that has
 */
public record Account(
    String id,
    String service,
    URI baseUri,
    Credentials credentials,
    Optional<String> label,
    Optional<TokenHeader> tokenHeader,
    boolean privateAddressAllowed) {

  /** Checks the id and that the address is one of HTTP. */
  public Account {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(tokenHeader, "tokenHeader");
    if (id.isEmpty() || id.indexOf(',') >= 0) {
      throw new IllegalArgumentException("not an account id: '" + id + "'");
    }
    boolean http =
        "https".equalsIgnoreCase(baseUri.getScheme())
            || "http".equalsIgnoreCase(baseUri.getScheme());
    if (!http || baseUri.getHost() == null || baseUri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "account " + id + " needs a base URI such as https://crm.example.com");
    }
  }

  /** An account without a label, whose token is shown in the connector's way. */
  public Account(String id, String service, URI baseUri, Credentials credentials) {
    this(id, service, baseUri, credentials, Optional.empty());
  }

  /** An account whose token is shown in the connector's way. */
  public Account(
      String id, String service, URI baseUri, Credentials credentials, Optional<String> label) {
    this(id, service, baseUri, credentials, label, Optional.empty(), false);
  }

  /** The same account, its token shown in this way. */
  public Account withTokenHeader(TokenHeader header) {
    return new Account(
        id, service, baseUri, credentials, label, Optional.of(header), privateAddressAllowed);
  }

  /**
   * The same account, whose host may have an address that is not public: a service in one's own
   * network, or an emulated one. Its token endpoint is allowed one apart from that ({@link
   * dev.crmql.oauth.OAuthCredentials.Builder#allowPrivateAddress}).
   */
  public Account allowingPrivateAddress() {
    return new Account(id, service, baseUri, credentials, label, tokenHeader, true);
  }

  /** The account without its credentials. */
  @Override
  public String toString() {
    return service + " account " + id + " at " + baseUri;
  }
}
