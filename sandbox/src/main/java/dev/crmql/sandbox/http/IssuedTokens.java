package dev.crmql.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * The tokens of one service: the one that is always good, and those that its token endpoint hands
 * out. Thread-safe.
 */
public final class IssuedTokens {

  /** Seconds that every access token is said to be good for. */
  public static final int LIFETIME = 3600;

  private final String service;
  private final String standing;
  private final Set<String> accessTokens = new HashSet<>();
  private String refreshToken;
  private boolean rotating;
  private int issued;
  private int rotated;

  /** Tokens that have the service's name in them. */
  public IssuedTokens(String service) {
    this(service, "sandbox-" + service + "-token");
  }

  private IssuedTokens(String service, String standing) {
    this.service = service;
    this.standing = standing;
    this.refreshToken = "sandbox-" + service + "-refresh-token";
  }

  /** Tokens of a service with Basic authentication: the standing one is {@code user:password}. */
  public static IssuedTokens withPassword(String service) {
    return new IssuedTokens(
        service, "sandbox-" + service + "-token:sandbox-" + service + "-password");
  }

  /** The access token that is good for as long as the service runs. */
  public String standing() {
    return standing;
  }

  /** The id of the one client that the service knows. */
  public String clientId() {
    return "sandbox-client";
  }

  /** That client's secret. */
  public String clientSecret() {
    return "sandbox-client-secret";
  }

  /** The one refresh token that is good now. */
  public synchronized String refreshToken() {
    return refreshToken;
  }

  /** Whether a refresh token is good. */
  public synchronized boolean isRefreshToken(String token) {
    return refreshToken.equals(token);
  }

  /** From now on, each use of a refresh token replaces it, or not. */
  public synchronized void rotateRefreshTokens(boolean rotate) {
    rotating = rotate;
  }

  /** Makes the refresh token no good any more, as when its user takes the consent back. */
  public synchronized void revokeRefreshToken() {
    refreshToken = next();
  }

  /** Makes every access token no good any more but the standing one. */
  public synchronized void expireAccessTokens() {
    accessTokens.clear();
  }

  /** How many access tokens were handed out. */
  public synchronized int issued() {
    return issued;
  }

  /** A new access token. */
  public synchronized String issue() {
    issued++;
    String token = "sandbox-" + service + "-access-" + issued;
    accessTokens.add(token);
    return token;
  }

  /** The refresh token that goes out with an access token that was got with the one before. */
  public synchronized String used() {
    if (rotating) {
      refreshToken = next();
    }
    return refreshToken;
  }

  private String next() {
    rotated++;
    return "sandbox-" + service + "-refresh-token-" + rotated;
  }

  /** Whether an access token is good. */
  public synchronized boolean isAccessToken(String token) {
    return standing().equals(token) || accessTokens.contains(token);
  }

  /** Whether a request has a good access token after {@code Authorization: Bearer}. */
  public boolean authorise(Request request) {
    return authorise(request, "Bearer");
  }

  /** Whether a request has a good access token after {@code Authorization:} and that word. */
  public boolean authorise(Request request, String scheme) {
    String header = request.header("Authorization");
    return header != null
        && header.startsWith(scheme + " ")
        && isAccessToken(header.substring(scheme.length() + 1));
  }

  /** Whether a request has a good {@code user:password} after {@code Authorization: Basic}. */
  public boolean authoriseBasic(Request request) {
    String header = request.header("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return false;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring("Basic ".length()));
      return isAccessToken(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
