package dev.crmql.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmql.transport.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Keeps tokens in a folder, a file for each account. Only the owner may read them; a file is
 * replaced at once, so that whoever reads it, even after a crash, finds the old token or the new.
 */
public final class FileCredentialStore implements CredentialStore {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final boolean posix;

  /**
   * A store in this folder, which is made if it is not there.
   *
   * @throws UncheckedIOException if it can't be made
   */
  public FileCredentialStore(Path folder) {
    this.folder = folder;
    this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      if (folder.toAbsolutePath().getParent() != null) {
        Files.createDirectories(folder.toAbsolutePath().getParent());
      }
      Files.createDirectory(folder, ownerOnly("rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new UncheckedIOException(e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Rotated> load(String accountId) {
    try {
      JsonNode kept = JSON.readTree(Files.readAllBytes(file(accountId)));
      String token = kept.path("refresh_token").asText();
      return token.isEmpty()
          ? Optional.empty()
          : Optional.of(new Rotated(SecretText.of(token), kept.path("origin").asText()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // What Jackson says of a broken file may quote it.
      throw new UncheckedIOException(new IOException("can't read " + file(accountId)));
    }
  }

  @Override
  public synchronized void save(String accountId, Rotated token) {
    Path target = file(accountId);
    try {
      byte[] content =
          JSON.writeValueAsBytes(
              JSON.createObjectNode()
                  .put("account", accountId)
                  .put("origin", token.origin())
                  .put("refresh_token", token.refreshToken().reveal()));
      Path fresh = Files.createTempFile(folder, "new", ".tmp", ownerOnly("rw-------"));
      try {
        write(fresh, content);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** Named by a hash: an id may hold what a file's name can't. */
  private Path file(String accountId) {
    return folder.resolve(Hashes.sha256(accountId) + ".json");
  }

  private FileAttribute<?>[] ownerOnly(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public String toString() {
    return "credentials in " + folder;
  }
}
