package dev.crmql.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.endpoint.AccessTokens;
import dev.crmql.endpoint.HashedTokens;
import dev.crmql.oauth.CredentialStore;
import dev.crmql.oauth.FileCredentialStore;
import dev.crmql.search.Account;
import dev.crmql.search.AccountDirectory;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a server is told by its configuration file, YAML or JSON: accounts, callers' tokens, the key
 * of pages, the place of rotated refresh tokens and the bounds of searches. The README and {@code
 * docs/configuration.md} say what it may hold, {@code config.schema.json} says it to programs.
 */
final class ServerConfig {

  /** The shortest page key, in bytes (RFC 2104, section 3). */
  private static final int PAGE_KEY_BYTES = 32;

  private final Map<AccountEntry, Account> accounts;
  private final Map<String, Set<String>> tokens;
  private final boolean namesCallers;
  private final Optional<String> pageKey;
  private final Optional<Path> storePath;
  private final CredentialStore store;
  private final Limits limits;
  private final Set<Path> files;

  private ServerConfig(Path path, UnaryOperator<String> environment, ServerConfig previous) {
    DataFile file = DataFile.read(path);
    Path folder = path.toAbsolutePath().getParent();
    ConfigValues values = new ConfigValues(file, folder, environment);
    JsonNode root = file.root();
    file.requireKeys(root, "accounts", "tokens", "page_key", "store", "limits");
    List<AccountEntry> entries = entries(file, values);
    this.tokens = tokens(file, values, entries.stream().map(AccountEntry::id).toList());
    this.namesCallers = root.has("tokens");
    this.pageKey = values.optionalSecret(root, "page_key");
    if (pageKey.isPresent()
        && pageKey.get().getBytes(StandardCharsets.UTF_8).length < PAGE_KEY_BYTES) {
      throw file.fault(root, "page_key", "page_key has " + PAGE_KEY_BYTES + " characters or more");
    }
    this.limits = Limits.read(file, values);
    this.storePath = values.optional(root, "store").map(folder::resolve);
    this.store = store(file, previous);
    this.accounts = accounts(entries, previous);
    this.files = new LinkedHashSet<>(List.of(path));
    files.addAll(values.filesRead());
  }

  /**
   * Reads a file, with this process's environment.
   *
   * @throws BadInputException if something in it is at fault; the message has file, line and what
   *     is wrong, and no secret
   */
  static ServerConfig read(Path path) {
    return read(path, System::getenv);
  }

  /** Reads a file, with variables of this environment, which gives null for those it lacks. */
  static ServerConfig read(Path path, UnaryOperator<String> environment) {
    return new ServerConfig(path, environment, null);
  }

  /** Reads a file again; accounts and the store stay the same objects where nothing changed. */
  ServerConfig readAgain(Path path, UnaryOperator<String> environment) {
    return new ServerConfig(path, environment, this);
  }

  private static List<AccountEntry> entries(DataFile file, ConfigValues values) {
    List<AccountEntry> entries = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode node : file.list(file.root(), "accounts")) {
      AccountEntry entry = AccountEntry.read(file, values, node);
      if (!ids.add(entry.id())) {
        throw file.fault(node, "id", "there are two accounts " + entry.id());
      }
      entries.add(entry);
    }
    return entries;
  }

  private static Map<String, Set<String>> tokens(
      DataFile file, ConfigValues values, List<String> ids) {
    Map<String, Set<String>> tokens = new LinkedHashMap<>();
    if (!file.root().has("tokens")) {
      return tokens;
    }
    for (JsonNode entry : file.list(file.root(), "tokens")) {
      file.requireKeys(entry, "sha256", "accounts");
      String hash = values.text(entry, "sha256");
      if (!hash.matches("[0-9A-Fa-f]{64}")) {
        throw file.fault(
            entry, "sha256", "sha256 has 64 hexadecimal digits; crmql token-hash prints them");
      }
      if (tokens.put(hash.toLowerCase(Locale.ROOT), seen(file, entry, ids)) != null) {
        throw file.fault(entry, "sha256", "the token is there twice");
      }
    }
    return tokens;
  }

  private static Set<String> seen(DataFile file, JsonNode entry, List<String> ids) {
    if (entry.path("accounts").isTextual()) {
      if (!entry.get("accounts").textValue().equals("*")) {
        throw file.fault(entry, "accounts", "accounts is a list of ids, or \"*\" for all");
      }
      return Set.of("*");
    }
    Set<String> seen = new LinkedHashSet<>();
    for (JsonNode id : file.list(entry, "accounts")) {
      if (!id.isValueNode() || !ids.contains(id.asText())) {
        throw file.fault(
            entry, "accounts", "accounts has an id that no account has; \"*\" alone is all");
      }
      seen.add(id.asText());
    }
    return seen;
  }

  private CredentialStore store(DataFile file, ServerConfig previous) {
    if (previous != null && previous.storePath.equals(storePath)) {
      return previous.store;
    }
    try {
      return storePath
          .<CredentialStore>map(FileCredentialStore::new)
          .orElseGet(CredentialStore::inMemory);
    } catch (UncheckedIOException e) {
      throw file.fault(file.root(), "store", "the folder " + storePath.get() + " can't be made");
    }
  }

  private Map<AccountEntry, Account> accounts(List<AccountEntry> entries, ServerConfig previous) {
    boolean sameStore = previous != null && previous.store == store;
    Map<AccountEntry, Account> made = new LinkedHashMap<>();
    for (AccountEntry entry : entries) {
      Account same = sameStore ? previous.accounts.get(entry) : null;
      made.put(entry, Objects.requireNonNullElseGet(same, () -> entry.account(store)));
    }
    return made;
  }

  /** The accounts, in the file's order. */
  List<Account> accountList() {
    return List.copyOf(accounts.values());
  }

  /** The accounts by id. */
  AccountDirectory accounts() {
    return AccountDirectory.of(accountList());
  }

  /** Whether the file says who may call, be it nobody. */
  boolean namesCallers() {
    return namesCallers;
  }

  /** The callers' tokens. Where the file has none, no token is good. */
  AccessTokens tokens() {
    return HashedTokens.of(tokens);
  }

  /** The key that page tokens are signed with, 32 bytes or more, if the file has one. */
  Optional<byte[]> pageKey() {
    return pageKey.map(key -> key.getBytes(StandardCharsets.UTF_8));
  }

  /** The bounds of searches that the file sets. */
  Limits limits() {
    return limits;
  }

  /** The file itself and the files that secrets were read from. */
  Set<Path> files() {
    return files;
  }

  @Override
  public String toString() {
    return accounts.size() + " accounts, " + tokens.size() + " tokens";
  }
}
