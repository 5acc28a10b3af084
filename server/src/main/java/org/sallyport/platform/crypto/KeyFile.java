package org.sallyport.platform.crypto;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.platform.policy.start.StartRefused;

/**
 * The key file, kept outside the database. A line is {@code id:base64 of 32 bytes}; the first line
 * is the current key, later lines are older keys that remain valid for what was made with them. A
 * missing file is created for a new installation, readable by its owner only; with existing data it
 * is an error.
 */
final class KeyFile {
  private static final int KEY_BYTES = 32;
  private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]{1,8}):(.*)");
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private KeyFile() {}

  /**
   * Reads the keys.
   *
   * @param kept whether the database contains data already
   */
  static SequencedMap<String, byte[]> read(Path file, KeyDependentData kept) {
    try {
      if (Files.notExists(file)) {
        refuseToReplace(file, kept);
        make(file);
      }
      return existing(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads the keys of an existing file.
   *
   * @throws StartRefused if it cannot be read, or has a line that is no key
   */
  static SequencedMap<String, byte[]> existing(Path file) {
    try {
      return parse(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StartRefused unreadable(Path file, IOException e) {
    return new StartRefused("the key file " + file + " cannot be read: " + reason(e), e);
  }

  /** Refuses to create a new key, which could not decrypt what the lost one encrypted. */
  private static void refuseToReplace(Path file, KeyDependentData kept) {
    if (kept.isThere()) {
      throw new StartRefused(
          "the key file "
              + file.toAbsolutePath().normalize()
              + " is missing, and the database holds what was made with its keys; put it back, or set"
              + " sallyport.secrets.key-file");
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _, NotDirectoryException _ -> "its folder is no folder";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static void make(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      Files.createFile(file, OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      return;
    }
    Files.writeString(file, newLine("k1") + "\n", StandardOpenOption.WRITE);
  }

  /** The line of a new key. */
  static String newLine(String id) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return id + ":" + Base64.getEncoder().encodeToString(key);
  }

  /**
   * Replaces the file: a reader sees either the old lines or the new ones, even after a power
   * failure. The new file has the owner of the old one, who alone can read it.
   */
  static void replace(Path file, List<String> lines) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path next = Files.createTempFile(folder, "keys", ".new", OWNER_ONLY);
    try {
      Files.write(next, lines, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.setOwner(next, Files.getOwner(file));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
    syncFolderOf(file);
  }

  private static void syncFolderOf(Path file) throws IOException {
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  private static SequencedMap<String, byte[]> parse(Path file, List<String> lines) {
    SequencedMap<String, byte[]> keys = new LinkedHashMap<>();
    for (String line : lines) {
      if (!line.isBlank()) {
        addKey(keys, file, line);
      }
    }
    if (keys.isEmpty()) {
      throw new StartRefused("the key file " + file + " holds no key");
    }
    return keys;
  }

  private static void addKey(SequencedMap<String, byte[]> keys, Path file, String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new StartRefused("the key file " + file + " has a line that is no key");
    }
    if (keys.put(parts.group(1), key(file, parts.group(2).strip())) != null) {
      throw new StartRefused("the key file " + file + " has two keys " + parts.group(1));
    }
  }

  private static byte[] key(Path file, String base64) {
    try {
      byte[] key = Base64.getDecoder().decode(base64);
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the refusal below, which must not repeat the line's content.
    }
    throw new StartRefused("the key file " + file + " has a key that is not 32 bytes of base64");
  }
}
