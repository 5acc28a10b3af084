package org.sallyport.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** The keys of the key file by id, and the retirement of a key (rule 42). */
@Component
public final class KeyRetirement {
  private final Keys keys;
  private final Path file;

  KeyRetirement(Keys keys, SecretsProperties properties) {
    this.keys = keys;
    this.file = properties.keyFile();
  }

  /** The ids of all keys, the current one first. */
  public List<String> ids() {
    return keys.ids();
  }

  /** The prefix of a stored hash made with the key, see {@link KeyedHash#prefixes}. */
  public byte[] prefix(String id) {
    return Arrays.copyOf(id.getBytes(StandardCharsets.US_ASCII), KeyedHash.ID_BYTES);
  }

  /**
   * Removes a key from the file permanently. Running servers keep it until their next start.
   *
   * @throws IllegalArgumentException if it is the current key, or there is none of that id
   */
  public void retire(String id) {
    if (!keys.has(id) || keys.currentId().equals(id)) {
      throw new IllegalArgumentException("no older key " + id);
    }
    try {
      List<String> kept =
          Files.readAllLines(file).stream().filter(line -> !line.startsWith(id + ":")).toList();
      Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "keys", ".new");
      Files.write(next, kept);
      Files.setOwner(next, Files.getOwner(file));
      Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the key file " + file + " cannot be written", e);
    }
  }
}
