package org.sallyport.staff.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.commandline.BadUsage;
import org.sallyport.platform.commandline.CommandList;
import org.sallyport.platform.commandline.CommandSyntax;

/** A command with its input file, which is read before anything else. */
public final class Work {
  private static final long MAX_FILE_BYTES = 64L << 20;

  private final Arguments arguments;
  private final byte @Nullable [] file;
  private final List<String> names;

  private Work(Arguments arguments, byte @Nullable [] file, List<String> names) {
    this.arguments = arguments;
    this.file = file;
    this.names = names;
  }

  /**
   * Reads the input file, if the command has one.
   *
   * @throws BadUsage if it cannot be read, or names no account
   */
  static Work of(Arguments arguments) throws BadUsage {
    String command = arguments.name();
    byte @Nullable [] file =
        Command.of(arguments).readsFile() ? read(command, arguments.first()) : null;
    boolean many = CommandList.of(command).takesMany();
    return new Work(arguments, file, many ? names(arguments) : List.of());
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

  /** The accounts that the command names, itself or in a file. */
  public List<String> names() {
    return names;
  }

  /** The first word of each line of the file; lines that begin with "#" are comments. */
  private static List<String> names(Arguments arguments) throws BadUsage {
    List<String> names = new ArrayList<>(arguments.operands());
    Optional<String> file = arguments.optional(CommandSyntax.NAMES);
    if (file.isPresent()) {
      new String(read(arguments.name(), file.get()), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> line.split("\\s+", 2)[0])
          .forEach(names::add);
    }
    if (names.isEmpty()) {
      throw new BadUsage(arguments.name() + ": " + file.orElse("") + " names no account");
    }
    return names;
  }

  private static byte[] read(String command, String name) throws BadUsage {
    try {
      Path path = Path.of(name);
      if (Files.size(path) > MAX_FILE_BYTES) {
        throw new BadUsage(command + ": " + name + " is larger than 64 MiB");
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new BadUsage(command + ": no such file: " + name);
    } catch (IOException | RuntimeException e) {
      throw new BadUsage(command + ": " + name + " cannot be read");
    }
  }
}
