package dev.crmql.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code crmql conform}. */
@Command(
    name = "conform",
    description = {
      "Answer the requests of the conformance suite: one line of JSON from standard input each,",
      "one line of JSON to standard output each, until the input ends."
    },
    mixinStandardHelpOptions = true)
final class ConformCommand implements Callable<Integer> {

  @Override
  public Integer call() throws IOException {
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println(ConformAnswers.MAPPER.writeValueAsString(answer(line)));
    }
    return Main.DONE;
  }

  private static ObjectNode answer(String line) {
    try {
      return ConformAnswers.answer(ConformAnswers.MAPPER.readTree(line));
    } catch (JsonProcessingException e) {
      return ConformAnswers.MAPPER
          .createObjectNode()
          .put("error", "not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException | BadInputException e) {
      return ConformAnswers.MAPPER.createObjectNode().put("error", e.getMessage());
    }
  }
}
