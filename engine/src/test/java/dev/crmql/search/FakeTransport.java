package dev.crmql.search;

import dev.crmql.spi.UpstreamResponse;
import dev.crmql.transport.HttpCall;
import dev.crmql.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers calls as a test says, on the caller's thread. */
final class FakeTransport implements Transport {

  private final Map<String, Function<HttpCall, CompletableFuture<UpstreamResponse>>> answers =
      new HashMap<>();
  private final List<HttpCall> calls = new ArrayList<>();

  /** What an account answers to a request of this target. */
  FakeTransport page(String account, String target, String json) {
    answers.put(account + target, call -> CompletableFuture.completedFuture(response(200, json)));
    return this;
  }

  FakeTransport answer(
      String account, String target, Function<HttpCall, CompletableFuture<UpstreamResponse>> how) {
    answers.put(account + target, how);
    return this;
  }

  static UpstreamResponse response(int status, String json) {
    return response(status, Map.of(), json);
  }

  static UpstreamResponse response(int status, Map<String, List<String>> headers, String json) {
    return new UpstreamResponse(status, headers, json.getBytes(StandardCharsets.UTF_8));
  }

  List<HttpCall> calls() {
    return calls;
  }

  @Override
  public CompletableFuture<UpstreamResponse> send(HttpCall call) {
    calls.add(call);
    return answers.get(call.accountId() + call.request().target()).apply(call);
  }
}
