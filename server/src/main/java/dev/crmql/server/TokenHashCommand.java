package dev.crmql.server;

import dev.crmql.endpoint.HashedTokens;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code crmql token-hash}. */
@Command(
    name = "token-hash",
    description =
        "Read a caller's token on standard input and print what --config has in its place.",
    mixinStandardHelpOptions = true)
final class TokenHashCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String token = QueryText.given("-").strip();
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ',')) {
      throw new BadInputException("a token is one or more visible ASCII characters but the comma");
    }
    spec.commandLine().getOut().println(HashedTokens.hash(token));
    spec.commandLine().getOut().flush();
    return Main.DONE;
  }
}
