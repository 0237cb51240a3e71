package dev.crmql.examples;

import dev.crmql.endpoint.EndpointRequest;
import dev.crmql.endpoint.EndpointResponse;
import dev.crmql.endpoint.SearchEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Mounts the endpoint in Spring Boot; no thread waits while services are asked. */
@RestController
public class SearchController {

  private final SearchEndpoint endpoint;

  /** A controller over an endpoint, which is a bean of the application. */
  public SearchController(SearchEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Hands the request on as it came, still encoded, and the answer back as it is. */
  @RequestMapping("/v1/accounts/**")
  public CompletableFuture<ResponseEntity<byte[]>> answer(
      HttpServletRequest request, @RequestHeader HttpHeaders sent) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    sent.forEach(headers::put);
    return endpoint
        .handle(
            new EndpointRequest(
                UUID.randomUUID().toString(),
                request.getMethod(),
                request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()),
                headers))
        .thenApply(SearchController::entity);
  }

  private static ResponseEntity<byte[]> entity(EndpointResponse answer) {
    HttpHeaders headers = new HttpHeaders();
    answer.headers().forEach(headers::set);
    return ResponseEntity.status(answer.status()).headers(headers).body(answer.body());
  }
}
