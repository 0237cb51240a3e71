package dev.crmql.conformance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.conformance.RejectedException.Rejection;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An implementation in any language: a program that reads requests from its standard input, one
 * line of JSON each, and answers each with one line of JSON. The suite's README describes both.
 */
public final class ProgramImplementation implements Implementation, AutoCloseable {

  /** How long a program may take over an answer if nothing else is said. */
  public static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Process process;
  private final Duration deadline;
  private final BufferedWriter requests;
  private final BufferedReader answers;
  private final ExecutorService talking =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "conformance-program");
            thread.setDaemon(true);
            return thread;
          });
  private boolean stopped;

  private ProgramImplementation(Process process, Duration deadline) {
    this.process = process;
    this.deadline = deadline;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts the program; what it prints to standard error goes to that of this process.
   *
   * @param deadline how long the program may take over an answer. If it takes longer, it is
   *     stopped: its answer could no longer be told from that to a later request. The check at hand
   *     fails, listed as a known failure or not, and so do those that follow.
   */
  public static ProgramImplementation start(List<String> command, Duration deadline)
      throws IOException {
    return new ProgramImplementation(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(),
        deadline);
  }

  @Override
  public Parsed parse(QueryText query) throws RejectedException {
    JsonNode answer = ask(request("parse", query));
    return new Parsed(member(answer, "tree"), member(answer, "canonical").asText());
  }

  @Override
  public Compiled compile(QueryText query, String service, Optional<JsonNode> schema, boolean local)
      throws RejectedException {
    ObjectNode request = request("compile", query).put("service", service);
    request.set("schema", schema.orElse(MAPPER.nullNode()));
    JsonNode answer = ask(request.put("completion", completion(local)));
    List<JsonNode> sent = new ArrayList<>();
    member(answer, "requests").forEach(sent::add);
    return new Compiled(sent, Optional.ofNullable(answer.path("residual").textValue()));
  }

  @Override
  public List<String> evaluate(QueryText query, JsonNode schema, List<ObjectNode> rows)
      throws RejectedException {
    ObjectNode request = request("evaluate", query);
    request.set("schema", schema);
    request.putArray("rows").addAll(rows);
    List<String> ids = new ArrayList<>();
    member(ask(request), "ids").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  @Override
  public Answer search(Search search) {
    ObjectNode request =
        MAPPER
            .createObjectNode()
            .put("op", "search")
            .put("lang", search.language().orElse(null))
            .put("text", search.text())
            .put("completion", completion(search.local()));
    search.asked().forEach(request.putArray("ask")::add);
    ArrayNode listed = request.putArray("accounts");
    for (SearchedAccount account : search.accounts()) {
      listed
          .addObject()
          .put("id", account.id())
          .put("service", account.service())
          .put("url", account.url())
          .put("token", account.token());
    }
    JsonNode answer = answer(request);
    return new Answer(member(answer, "status").asInt(), member(answer, "body"));
  }

  /** Stops the program. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    talking.shutdown();
  }

  private static ObjectNode request(String operation, QueryText query) {
    ObjectNode request =
        MAPPER
            .createObjectNode()
            .put("op", operation)
            .put("lang", query.language())
            .put("text", query.text());
    request.set("parameters", query.parameters());
    return request;
  }

  private static JsonNode member(JsonNode answer, String name) {
    if (!answer.has(name)) {
      throw new AssertionError("the answer has no " + name + ": " + answer);
    }
    return answer.get(name);
  }

  private static String completion(boolean local) {
    return local ? "local" : "strict";
  }

  private JsonNode ask(ObjectNode request) throws RejectedException {
    JsonNode answer = answer(request);
    if (answer.has("rejected")) {
      List<Rejection> rejections = new ArrayList<>();
      for (JsonNode rejected : answer.get("rejected")) {
        rejections.add(
            new Rejection(rejected.path("code").asText(), rejected.path("at").asText("")));
      }
      throw new RejectedException(rejections);
    }
    return answer;
  }

  private synchronized JsonNode answer(ObjectNode request) {
    if (stopped) {
      throw new IllegalStateException("the program was stopped over an earlier request");
    }
    JsonNode answer = within(talking.submit(() -> exchange(request)), request);
    if (answer.has("error")) {
      throw new AssertionError("the program failed: " + answer.get("error").asText());
    }
    if (answer.path("not_offered").asBoolean(false)) {
      throw new NotOfferedException(request.get("op").textValue());
    }
    return answer;
  }

  private JsonNode within(Future<JsonNode> answer, ObjectNode request) {
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      stopped = true;
      close();
      throw new IllegalStateException(
          "no answer within " + deadline.toMillis() + " ms, so the program is stopped: " + request,
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the program broke off: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private JsonNode exchange(ObjectNode request) throws IOException {
    requests.write(MAPPER.writeValueAsString(request));
    requests.newLine();
    requests.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new EOFException("it ended without an answer to " + request);
    }
    return MAPPER.readTree(line);
  }
}
