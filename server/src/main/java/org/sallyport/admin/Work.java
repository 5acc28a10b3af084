package org.sallyport.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A command with its input file, which is read before anything else. */
public final class Work {
  private static final long MAX_FILE_BYTES = 64L << 20;

  private final Arguments arguments;
  private final byte @Nullable [] file;

  private Work(Arguments arguments, byte @Nullable [] file) {
    this.arguments = arguments;
    this.file = file;
  }

  /**
   * Reads the input file, if the command has one.
   *
   * @throws BadUsage if it cannot be read
   */
  static Work of(Arguments arguments) throws BadUsage {
    return new Work(arguments, arguments.command().readsFile() ? read(arguments.first()) : null);
  }

  public Arguments arguments() {
    return arguments;
  }

  public byte[] file() {
    if (file == null) {
      throw new IllegalStateException("the command has no file");
    }
    return file;
  }

  private static byte[] read(String name) throws BadUsage {
    try {
      Path path = Path.of(name);
      if (Files.size(path) > MAX_FILE_BYTES) {
        throw new BadUsage("account import: " + name + " is larger than 64 MiB");
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new BadUsage("account import: no such file: " + name);
    } catch (IOException | RuntimeException e) {
      throw new BadUsage("account import: " + name + " cannot be read");
    }
  }
}
