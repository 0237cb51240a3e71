package dev.crmql.server;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** The tokens that a caller sends, for the time of the request. */
final class RequestSecrets {

  private RequestSecrets() {}

  /** The words of each {@code Authorization}; the scheme is too short or known to all. */
  static List<String> of(Request request) {
    return request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION).stream()
        .flatMap(RequestSecrets::tokens)
        .collect(Collectors.toUnmodifiableList());
  }

  private static Stream<String> tokens(String value) {
    String[] words = value.strip().split("[\\s,]+");
    return Arrays.stream(words).skip(words.length > 1 ? 1 : 0);
  }
}
