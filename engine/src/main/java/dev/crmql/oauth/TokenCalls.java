package dev.crmql.oauth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.spi.UpstreamException;
import dev.crmql.spi.UpstreamFault;
import dev.crmql.transport.BoundedBody;
import dev.crmql.transport.Futures;
import dev.crmql.transport.PublicAddresses;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Asks token endpoints. No access token goes with these calls, so they are not the transport's.
 * Redirects are not followed: a followed one would carry the secrets along.
 */
final class TokenCalls {

  /** Tokens are a few kilobytes at most. */
  private static final int MOST_BYTES = 256 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private TokenCalls() {}

  /**
   * Asks once.
   *
   * @param timeout for the whole answer
   * @param privateAddressAllowed whether the host may be in a network that is not public
   * @return the answer, whatever its status; failed with an {@link UpstreamException} if none came
   */
  static CompletableFuture<HttpResponse<byte[]>> post(
      TokenEndpoint endpoint,
      Map<String, String> parameters,
      Duration timeout,
      boolean privateAddressAllowed) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.url())
            .setHeader("User-Agent", "crmql")
            .setHeader("Accept", "application/json")
            .setHeader("Content-Type", contentType(endpoint))
            .POST(BodyPublishers.ofString(body(endpoint, parameters)))
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        new CompletableFuture<HttpResponse<byte[]>>()
            .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    Futures.whenDone(
        privateAddressAllowed
            ? CompletableFuture.completedFuture(null)
            : PublicAddresses.require(endpoint.url()),
        (isPublic, refusal) -> {
          if (refusal != null) {
            answer.completeExceptionally(refusal);
          } else if (!answer.isDone()) {
            exchange(request, answer);
          }
        });
    return answer.handle(
        (response, failure) -> {
          if (failure != null) {
            throw fault(endpoint, Futures.cause(failure));
          }
          return response;
        });
  }

  private static void exchange(
      HttpRequest request, CompletableFuture<HttpResponse<byte[]>> answer) {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        CLIENT.sendAsync(request, BoundedBody.atMost(MOST_BYTES));
    Futures.cancelWith(answer, exchange);
    Futures.whenDone(
        exchange,
        (response, failure) -> {
          if (failure == null) {
            answer.complete(response);
          } else {
            answer.completeExceptionally(failure);
          }
        });
  }

  private static String contentType(TokenEndpoint endpoint) {
    return switch (endpoint.format()) {
      case FORM -> "application/x-www-form-urlencoded";
      case JSON -> "application/json";
    };
  }

  private static String body(TokenEndpoint endpoint, Map<String, String> parameters) {
    return switch (endpoint.format()) {
      case FORM ->
          parameters.entrySet().stream()
              .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
              .collect(Collectors.joining("&"));
      case JSON -> {
        ObjectNode object = JSON.createObjectNode();
        parameters.forEach(object::put);
        yield object.toString();
      }
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static UpstreamException fault(TokenEndpoint endpoint, Throwable cause) {
    if (cause instanceof UpstreamException known) {
      return known;
    }
    String message =
        cause instanceof TimeoutException
            ? "the token endpoint at " + endpoint.host() + " did not answer in time"
            : "can't reach the token endpoint at " + endpoint.host();
    return new UpstreamException(UpstreamFault.of(UpstreamFault.Kind.TRANSIENT, "", message));
  }
}
