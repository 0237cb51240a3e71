package dev.crmql.transport;

import dev.crmql.spi.CallLimits;
import dev.crmql.spi.TokenHeader;
import dev.crmql.spi.UpstreamRequest;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * One call to one account's service.
 *
 * @param accountId whose requests in flight the call counts among
 * @param baseUri scheme and host, perhaps a path, that the request's target is put after; the token
 *     is sent nowhere else
 * @param token the access token
 * @param tokenHeader how the service is shown it
 * @param headers header fields of every call to the service
 * @param privateAddressAllowed whether the host may be in a network that is not public
 * @param limits how many calls the service takes from the account
 * @param request what to ask
 * @param begun runs when the call goes out, after it has waited for its turn
 */
public record HttpCall(
    String accountId,
    URI baseUri,
    Secret token,
    TokenHeader tokenHeader,
    Map<String, String> headers,
    boolean privateAddressAllowed,
    CallLimits limits,
    UpstreamRequest request,
    Runnable begun) {

  /** Checks that nothing is null. */
  public HttpCall {
    Objects.requireNonNull(accountId, "accountId");
    Objects.requireNonNull(baseUri, "baseUri");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(tokenHeader, "tokenHeader");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(begun, "begun");
    headers = Map.copyOf(headers);
  }
}
