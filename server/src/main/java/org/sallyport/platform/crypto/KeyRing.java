package org.sallyport.platform.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The keys of the key file by id, and their rotation (rule 42): a new key is added, taken into use
 * when every server knows it, and an older one is retired. The file is replaced atomically; running
 * servers read it at their next start. Callers hold one lock for all three.
 */
@Component
public final class KeyRing {
  private static final Pattern NUMBERED = Pattern.compile("k[1-9][0-9]{0,6}");

  private final Keys keys;
  private final Path file;

  KeyRing(Keys keys, SecretsProperties properties) {
    this.keys = keys;
    this.file = properties.keyFile();
  }

  /** The ids of all keys, the current one first. */
  public List<String> ids() {
    return keys.ids();
  }

  /** The id of the key for new values. */
  public String current() {
    return keys.currentId();
  }

  /** The key that was added last and is not in use yet; empty if the current key is the newest. */
  public Optional<String> waiting() {
    return Optional.of(keys.newestId()).filter(id -> !id.equals(keys.currentId()));
  }

  /** The file of the keys. */
  public Path file() {
    return file.toAbsolutePath().normalize();
  }

  /** The prefix of a stored hash made with the key, see {@link KeyedHash#prefixes}. */
  public byte[] prefix(String id) {
    return Arrays.copyOf(id.getBytes(StandardCharsets.US_ASCII), KeyedHash.ID_BYTES);
  }

  /**
   * The id of the next key; empty if an id of the file is not k1, k2 and so on, so that the next id
   * would not be the newest.
   */
  public Optional<String> next() {
    return ids().stream().allMatch(id -> NUMBERED.matcher(id).matches())
        ? Optional.of("k" + (Integer.parseInt(keys.newestId().substring(1)) + 1))
        : Optional.empty();
  }

  /** Adds a new key as the last one of the file: known from the next start on, and not used. */
  public void add(String id) {
    List<String> lines = new ArrayList<>(lines());
    lines.add(KeyFile.newLine(id));
    replace(lines);
  }

  /** Moves a key to the top of the file: the next start protects new values with it. */
  public void use(String id) {
    List<String> lines = new ArrayList<>(lines());
    lines.sort((one, other) -> Boolean.compare(isOf(id, other), isOf(id, one)));
    replace(lines);
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
    replace(lines().stream().filter(line -> !isOf(id, line)).toList());
  }

  private static boolean isOf(String id, String line) {
    return line.startsWith(id + ":");
  }

  /** The file as it is now, which may be newer than the keys of this process. */
  private List<String> lines() {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the key file " + file + " cannot be read", e);
    }
  }

  private void replace(List<String> lines) {
    try {
      KeyFile.replace(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("the key file " + file + " cannot be written", e);
    }
  }
}
