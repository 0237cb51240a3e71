package dev.crmql.server;

import dev.crmql.endpoint.AccessTokens;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts and callers' tokens of a configuration file, read again when it, or a file that it names
 * for a secret, is another than before. Looks at most once a second. While the new file is at
 * fault, or can't be read for whatever reason, the old configuration stays, and the fault is logged
 * once. Limits count from the next start on; the log says so when they are changed.
 */
final class ReloadingDirectory implements AccountDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(ReloadingDirectory.class);

  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final Path path;
  private final UnaryOperator<String> environment;
  private final LongSupplier nanoTime;
  private final ReentrantLock looking = new ReentrantLock();
  private final Limits inForce;
  private volatile State state;
  private volatile long lookedAt;
  private String stamps;
  private volatile String fault = "";

  private record State(ServerConfig config, AccountDirectory accounts, AccessTokens tokens) {
    static State of(ServerConfig config) {
      return new State(config, config.accounts(), config.tokens());
    }
  }

  /**
   * Reads the file for the first time.
   *
   * @throws BadInputException if something in it is at fault
   */
  static ReloadingDirectory of(Path path) {
    return new ReloadingDirectory(path, System::getenv, System::nanoTime);
  }

  ReloadingDirectory(Path path, UnaryOperator<String> environment, LongSupplier nanoTime) {
    this.path = path;
    this.environment = environment;
    this.nanoTime = nanoTime;
    this.lookedAt = nanoTime.getAsLong();
    // A file that changes after it was read has another stamp than the one taken before.
    String own = stamp(path);
    ServerConfig config = ServerConfig.read(path, environment);
    this.inForce = config.limits();
    this.state = State.of(config);
    this.stamps = stamp(path).equals(own) ? stamps(config.files()) : "changed";
  }

  @Override
  public Optional<Account> find(String accountId) {
    return latest().accounts.find(accountId);
  }

  /** The callers' tokens, as new as the accounts. */
  AccessTokens tokens() {
    return token -> latest().tokens.accounts(token);
  }

  /** The configuration as it is now. */
  ServerConfig config() {
    return latest().config;
  }

  /** Whether the configuration is what the file says by now. */
  boolean isCurrent() {
    State unused = latest();
    return fault.isEmpty();
  }

  private State latest() {
    if (nanoTime.getAsLong() - lookedAt >= PAUSE && looking.tryLock()) {
      try {
        look();
      } finally {
        lookedAt = nanoTime.getAsLong();
        looking.unlock();
      }
    }
    return state;
  }

  /**
   * Stamps are taken before reading; where other files are read than before, there are none yet, so
   * that the next look reads once more. A faulty file is read again at each look: what mends it may
   * be a file that it names.
   */
  private void look() {
    String found = stamps(state.config.files());
    if (found.equals(stamps) && fault.isEmpty()) {
      return;
    }
    String trouble;
    try {
      Set<Path> before = state.config.files();
      Limits limitsBefore = state.config.limits();
      ServerConfig config = state.config.readAgain(path, environment);
      state = State.of(config);
      stamps = config.files().equals(before) ? found : "";
      fault = "";
      LOG.info("The configuration was read again: {}", config);
      warnOfLimits(limitsBefore, config.limits());
      return;
    } catch (BadInputException e) {
      trouble = e.getMessage();
    } catch (RuntimeException e) {
      // Its message is not one of ours, and may hold anything.
      trouble = path + ": can't be read: " + e.getClass().getSimpleName();
    }
    if (!trouble.equals(fault)) {
      LOG.error("The new configuration is at fault, the old one stays: {}", trouble);
    }
    fault = trouble;
  }

  /** Once for each change, not for each reading. */
  private void warnOfLimits(Limits before, Limits now) {
    if (!now.equals(before) && !now.equals(inForce)) {
      LOG.warn(
          "These limits of the configuration have changed, and count after a restart: {}",
          String.join(", ", now.differences(inForce)));
    }
  }

  private static String stamps(Set<Path> files) {
    return files.stream().map(ReloadingDirectory::stamp).collect(Collectors.joining(", "));
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
    } catch (IOException e) {
      return "none";
    }
  }
}
