package dev.crmql.conformance.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.spi.UpstreamRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Takes requests apart as a server does, with the JDK's own decoders. */
final class Wire {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Wire() {}

  /**
   * Path and query of the one GET that the request is or, for being too long, holds in its body.
   */
  static String target(UpstreamRequest request) {
    require(request.origin().isEmpty(), "a host is named");
    if (request.method() == UpstreamRequest.Method.GET) {
      require(request.body().isEmpty(), "a GET with a body");
      requireDecodes(request);
      return request.target();
    }
    String body = body(request);
    return request.path().endsWith("/$batch") ? ofBatch(body) : ofComposite(body);
  }

  /** How many characters are sent. */
  static int length(UpstreamRequest request) {
    return request.target().length() + request.body().map(String::length).orElse(0);
  }

  /** The body as it arrives. */
  static String body(UpstreamRequest request) {
    String body = request.body().orElseThrow(() -> new RefusedException("a POST without a body"));
    String arrived = new String(body.getBytes(UTF_8), UTF_8);
    require(arrived.equals(body), "the body has no UTF-8");
    return arrived;
  }

  private static String ofComposite(String body) {
    try {
      JsonNode parts = JSON.readTree(body).path("compositeRequest");
      require(parts.size() == 1, "not one part: " + body);
      require(parts.get(0).path("method").asText().equals("GET"), "no GET: " + body);
      return parts.get(0).path("url").textValue();
    } catch (JsonProcessingException e) {
      throw new RefusedException("no JSON: " + body, e);
    }
  }

  /** The parts of a batch end where a line is the boundary, so that lines are all there is. */
  private static String ofBatch(String body) {
    List<String> lines = body.lines().toList();
    List<String> gets = lines.stream().filter(line -> line.startsWith("GET ")).toList();
    require(gets.size() == 1 && lines.size() <= 16, "not one GET: " + body);
    String[] words = gets.get(0).split(" ", -1);
    require(words.length == 3 && words[2].equals("HTTP/1.1"), "no request line: " + gets.get(0));
    return words[1];
  }

  private static void requireDecodes(UpstreamRequest request) {
    String target = request.target();
    require(target.chars().allMatch(c -> c > ' ' && c < 0x7F), "not plain ASCII: " + target);
    require(path(target).equals(request.path()), "another path arrives: " + target);
    require(options(target).equals(request.query()), "other parameters arrive: " + target);
  }

  static String path(String target) {
    return uri(target).getPath();
  }

  /** The parameters by name, decoded, in order. */
  static Map<String, String> options(String target) {
    Map<String, String> options = new LinkedHashMap<>();
    String query = uri(target).getRawQuery();
    if (query == null) {
      return options;
    }
    for (String option : query.split("&", -1)) {
      String[] pair = option.split("=", -1);
      require(pair.length == 2, "no parameter: " + option);
      String replaced =
          options.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
      require(replaced == null, "sent twice: " + pair[0]);
    }
    return options;
  }

  /** A target with these parameters. */
  static String target(String path, Map<String, String> options) {
    return options.entrySet().stream()
        .map(
            option ->
                option.getKey()
                    + "="
                    + URLEncoder.encode(option.getValue(), UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("&", path + "?", ""));
  }

  private static URI uri(String target) {
    try {
      URI uri = new URI("https://crm.example" + target);
      require("crm.example".equals(uri.getHost()), "another host: " + target);
      require(uri.getRawFragment() == null, "a fragment: " + target);
      return uri;
    } catch (URISyntaxException e) {
      throw new RefusedException("no URI: " + target, e);
    }
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new RefusedException(otherwise);
    }
  }
}
