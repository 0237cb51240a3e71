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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An implementation in any language: a program that reads requests from its standard input, one
 * line of JSON each, and answers each with one line of JSON. The suite's README describes both.
 */
public final class ProgramImplementation implements Implementation, AutoCloseable {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  private ProgramImplementation(Process process) {
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts the program; what it prints to standard error goes to that of this process. */
  public static ProgramImplementation start(List<String> command) throws IOException {
    return new ProgramImplementation(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
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
  public Answer search(QueryText query, List<SearchedAccount> accounts, boolean local) {
    ObjectNode request = request("search", query).put("completion", completion(local));
    ArrayNode listed = request.putArray("accounts");
    for (SearchedAccount account : accounts) {
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

  /** Ends the program's input, and the program if it then goes on. */
  @Override
  public void close() throws IOException {
    try (requests;
        answers) {
      process.destroy();
    }
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
    try {
      requests.write(MAPPER.writeValueAsString(request));
      requests.newLine();
      requests.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new EOFException("the program ended without an answer to " + request);
      }
      JsonNode answer = MAPPER.readTree(line);
      if (answer.has("error")) {
        throw new AssertionError("the program failed: " + answer.get("error").asText());
      }
      if (answer.path("not_offered").asBoolean(false)) {
        throw new NotOfferedException(request.get("op").textValue());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
