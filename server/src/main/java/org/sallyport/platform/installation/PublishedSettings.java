package org.sallyport.platform.installation;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertiesPropertySource;

/**
 * Name and address of the installation, which the application writes to its data folder. A command
 * that runs beside it, without its settings, reads them there for its messages.
 */
public final class PublishedSettings {
  private static final String FILE = "installation.properties";

  private PublishedSettings() {}

  /** Adds the published settings to a command's environment, with the lowest precedence. */
  public static void read(ConfigurableEnvironment settings) {
    Path file = folder(settings).resolve(FILE);
    if (Files.notExists(file)) {
      return;
    }
    settings.getPropertySources().addLast(new PropertiesPropertySource(FILE, lines(file)));
  }

  private static Properties lines(Path file) {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return lines;
  }

  /** Writes them to the data folder, if there is one; the file is replaced atomically. */
  static void write(Environment settings, Map<String, String> values) throws IOException {
    Path folder = folder(settings);
    if (Files.notExists(folder)) {
      return;
    }
    Path file = folder.resolve(FILE);
    Path next = folder.resolve(FILE + ".new");
    store(values, next);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void store(Map<String, String> values, Path file) throws IOException {
    Properties lines = new Properties();
    lines.putAll(values);
    try (Writer writer = Files.newBufferedWriter(file)) {
      lines.store(writer, "What this installation is called and where it is reached.");
    }
  }

  private static Path folder(Environment settings) {
    return Path.of(settings.getProperty("sallyport.data", "data"));
  }
}
