package dev.crmql.sandbox.dynamics;

import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.deserializer.batch.BatchDeserializerException;
import org.apache.olingo.server.api.deserializer.batch.BatchOptions;
import org.apache.olingo.server.api.deserializer.batch.BatchRequestPart;
import org.apache.olingo.server.api.deserializer.batch.ODataResponsePart;

/** Several requests in one (Web API, Execute batch operations); read and written by Olingo. */
final class Batch {
  private static final int REQUEST_LIMIT = 1000;
  private static final String ANSWER_BOUNDARY = "batchresponse_sandbox";
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "multipart/mixed\\s*;\\s*boundary=\"?([^\";,\\s]{1,70})\"?", Pattern.CASE_INSENSITIVE);
  private static final Pattern BARE_LINE_FEED = Pattern.compile("(?<!\r)\n");

  private Batch() {}

  /**
   * Answers the requests one after another; the first that fails is the last unless the client
   * prefers to go on.
   *
   * @param serviceRoot absolute, without a slash at the end
   * @param rootPath the path of it
   */
  static Response answer(
      Request batch, String serviceRoot, String rootPath, Function<Request, Response> single) {
    if (!batch.method().equals("POST")) {
      throw Refusal.methodNotAllowed(batch.method());
    }
    boolean goOn = Preferences.of(batch).continueOnError();
    List<ODataResponsePart> answers = new ArrayList<>();
    for (ODataRequest part : parts(batch, serviceRoot)) {
      Response answer = single.apply(request(part, rootPath));
      answers.add(new ODataResponsePart(response(answer), false));
      if (answer.status() >= 400 && !goOn) {
        break;
      }
    }
    try {
      byte[] body =
          OData.newInstance()
              .createFixedFormatSerializer()
              .batchResponse(answers, ANSWER_BOUNDARY)
              .readAllBytes();
      return new Response(
          200,
          Map.of(
              "Content-Type",
              "multipart/mixed; boundary=" + ANSWER_BOUNDARY,
              "OData-Version",
              "4.0"),
          new String(body, StandardCharsets.UTF_8));
    } catch (ODataLibraryException e) {
      throw new IllegalStateException("a batch cannot be answered", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ODataRequest> parts(Request batch, String serviceRoot) {
    Matcher boundary =
        BOUNDARY.matcher(Objects.requireNonNullElse(batch.header("Content-Type"), ""));
    if (!boundary.matches()) {
      throw Refusal.badQuery("A batch needs a Content-Type of multipart/mixed with a boundary.");
    }
    if (BARE_LINE_FEED.matcher(batch.body()).find()) {
      throw Refusal.badQuery("The lines of a batch must end in CR LF.");
    }
    try {
      List<ODataRequest> requests =
          OData.newInstance()
              .createFixedFormatDeserializer()
              .parseBatchRequest(
                  new ByteArrayInputStream(batch.body().getBytes(StandardCharsets.UTF_8)),
                  boundary.group(1),
                  BatchOptions.with()
                      .isStrict(true)
                      .rawBaseUri(serviceRoot)
                      .rawServiceResolutionUri("")
                      .build())
              .stream()
              .map(BatchRequestPart::getRequests)
              .flatMap(List::stream)
              .toList();
      if (requests.size() > REQUEST_LIMIT) {
        throw Refusal.badQuery("A batch may hold " + REQUEST_LIMIT + " requests.");
      }
      return requests;
    } catch (BatchDeserializerException e) {
      throw Refusal.badQuery(e.getTranslatedMessage(Locale.ENGLISH).getMessage());
    }
  }

  private static Request request(ODataRequest part, String rootPath) {
    Map<String, List<String>> headers = new HashMap<>();
    part.getAllHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new Request(
        part.getMethod().name(),
        rootPath + part.getRawODataPath(),
        part.getRawQueryPath().isEmpty() ? null : part.getRawQueryPath(),
        headers,
        "");
  }

  private static ODataResponse response(Response answer) {
    ODataResponse response = new ODataResponse();
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setContent(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
    return response;
  }
}
