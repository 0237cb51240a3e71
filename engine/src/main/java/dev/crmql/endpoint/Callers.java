package dev.crmql.endpoint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code Authorization: Bearer T1,T2,..} and finds which accounts it gives access to. */
final class Callers {

  /** The error code of a request without a good token. */
  static final String UNAUTHORIZED = "unauthorized";

  private static final String SCHEME = "bearer ";

  private final AccessTokens tokens;

  Callers(AccessTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Which of the accounts the caller may see: one token is for all of them, several are for one
   * each, in order.
   *
   * @throws RequestFault if there is no token, one that is not known, or not as many as accounts
   */
  Predicate<String> visible(EndpointRequest request, List<String> accountIds) {
    if (!tokens.required()) {
      return id -> true;
    }
    List<Predicate<String>> given = new ArrayList<>();
    for (String token : sent(request)) {
      given.add(accounts(token).orElseThrow(() -> unauthorized("a token is not known")));
    }
    if (given.size() == 1) {
      return given.get(0);
    }
    if (given.size() != accountIds.size()) {
      throw RequestFault.bad(
          "wrong-number-of-tokens",
          given.size()
              + " tokens for "
              + accountIds.size()
              + " accounts; send one for all, or one for each in order");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i).test(accountIds.get(i))) {
        seen.add(accountIds.get(i));
      }
    }
    return seen::contains;
  }

  private Optional<Predicate<String>> accounts(String token) {
    return token.isEmpty() ? Optional.empty() : tokens.accounts(token);
  }

  private static List<String> sent(EndpointRequest request) {
    String header =
        request
            .header("Authorization")
            .orElseThrow(() -> unauthorized("send Authorization: Bearer, and a token"));
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unauthorized("the only scheme of Authorization is Bearer");
    }
    List<String> sent = new ArrayList<>();
    for (String token : header.substring(SCHEME.length()).split(",", -1)) {
      sent.add(token.strip());
    }
    return sent;
  }

  private static RequestFault unauthorized(String message) {
    return new RequestFault(401, UNAUTHORIZED, message);
  }
}
