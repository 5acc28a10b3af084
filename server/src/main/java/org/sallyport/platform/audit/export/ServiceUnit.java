package org.sallyport.platform.audit.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lines of the systemd unit that limit where the service writes: doctor runs outside of it, and
 * may write where the service may not (systemd.exec(5)).
 */
final class ServiceUnit {
  private static final String NAME = "sallyport.service";
  private static final String WRITABLE = "ReadWritePaths=";
  private static final String STATE = "StateDirectory=";

  private final List<String> lines;

  private ServiceUnit(List<String> lines) {
    this.lines = lines;
  }

  /** The unit with its drop-ins; without lines if the machine has none, or it cannot be read. */
  static ServiceUnit in(Path root) {
    List<String> lines = new ArrayList<>();
    Path own = root.resolve("etc/systemd/system").resolve(NAME);
    read(Files.exists(own) ? own : root.resolve("usr/lib/systemd/system").resolve(NAME), lines);
    try (Stream<Path> changes = Files.list(own.resolveSibling(NAME + ".d"))) {
      changes.filter(it -> it.toString().endsWith(".conf")).sorted().forEach(it -> read(it, lines));
    } catch (IOException e) {
      // There are no drop-ins.
    }
    return new ServiceUnit(lines);
  }

  private static void read(Path file, List<String> lines) {
    try {
      Files.readAllLines(file).stream().map(String::strip).forEach(lines::add);
    } catch (IOException e) {
      // Then it limits nothing that can be known here.
    }
  }

  /** Whether the service may write to a folder, as far as its unit says. */
  boolean mayWrite(Path folder) {
    return !lines.contains("ProtectSystem=strict")
        || Stream.concat(
                values(STATE).map(it -> Path.of("/var/lib", it)),
                values(WRITABLE).map(it -> Path.of(it.replaceAll("^[-+]+", ""))))
            .anyMatch(folder::startsWith);
  }

  private Stream<String> values(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .flatMap(line -> Arrays.stream(line.substring(name.length()).split("\\s+")))
        .filter(value -> !value.isEmpty());
  }
}
