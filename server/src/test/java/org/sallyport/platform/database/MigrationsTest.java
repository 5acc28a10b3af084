package org.sallyport.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.database.UsedDatabase;

/**
 * A landed migration is never edited (rule 62): every file is in a list with its checksum. With
 * {@code -Dmigrations.write=true} new ones are added to the end of the list.
 */
class MigrationsTest {
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Path LIST = Path.of("src/test/resources/migrations.txt");

  @Test
  void Rule62_noLandedMigrationIsEdited() throws IOException {
    if (Boolean.getBoolean("migrations.write")) {
      Files.write(LIST, added(listed(LIST), found(MIGRATIONS)), StandardOpenOption.APPEND);
    }
    assertThat(faults(listed(LIST), found(MIGRATIONS))).isEmpty();
  }

  @Test
  void whatIsEditedGoneOrBeforeOthersIsFoundAndNeverWritten(@TempDir Path folder)
      throws IOException {
    Map<String, String> list = listed(LIST);
    Map<String, String> now = new TreeMap<>(found(MIGRATIONS));
    String first = now.keySet().iterator().next();
    Path edited = Files.writeString(folder.resolve(first), "select 1;\n");
    now.putAll(found(folder));
    assertThat(faults(list, now))
        .containsExactly(first + " was edited after it landed: undo that, and add a new file");
    assertThat(added(list, now)).isEmpty();
    now.remove(edited.getFileName().toString());
    assertThat(faults(list, now)).containsExactly(first + " has landed, and is gone: put it back");
    now = new TreeMap<>(found(MIGRATIONS));
    now.put("V20000101_000000__early.sql", "x");
    now.put("V29990101_000000__late.sql", "y");
    assertThat(added(list, now)).containsExactly("V29990101_000000__late.sql y");
    assertThat(faults(list, now))
        .containsExactly(
            "V20000101_000000__early.sql is not the last one, so no database would run it: give it a later version",
            "V29990101_000000__late.sql is new: add it to the list with -Dmigrations.write=true");
  }

  /** The versions that docs/postgresql.md promises. */
  @ParameterizedTest
  @ValueSource(strings = {"15", "16", "17", "18"})
  void Rule62_aDatabaseOfTheVersionBeforeIsMigratedOnEachPostgresql(String version) {
    Map<String, Object> settings = UsedDatabase.on(version);
    Map<String, Long> before = UsedDatabase.counts(settings);
    Flyway.configure()
        .dataSource(
            String.valueOf(settings.get("spring.datasource.url")),
            String.valueOf(settings.get("spring.datasource.username")),
            String.valueOf(settings.get("spring.datasource.password")))
        .load()
        .migrate();
    before.remove("flyway_schema_history");
    before.computeIfPresent("directory_sync", UsedDatabase.WITHOUT_SCIM);
    assertThat(UsedDatabase.counts(settings)).containsAllEntriesOf(before);
  }

  private static List<String> faults(Map<String, String> list, Map<String, String> found) {
    String last = last(list);
    Stream<String> ofListed =
        list.keySet().stream()
            .filter(name -> !Objects.equals(list.get(name), found.get(name)))
            .map(
                name ->
                    found.containsKey(name)
                        ? name + " was edited after it landed: undo that, and add a new file"
                        : name + " has landed, and is gone: put it back");
    Stream<String> ofNew =
        found.keySet().stream()
            .filter(name -> !list.containsKey(name))
            .map(
                name ->
                    name.compareTo(last) < 0
                        ? name
                            + " is not the last one, so no database would run it: give it a later version"
                        : name + " is new: add it to the list with -Dmigrations.write=true");
    return Stream.concat(ofListed, ofNew).toList();
  }

  /** The lines for new files. */
  private static List<String> added(Map<String, String> list, Map<String, String> found) {
    return found.keySet().stream()
        .filter(name -> name.compareTo(last(list)) > 0)
        .map(name -> name + " " + found.get(name))
        .toList();
  }

  private static String last(Map<String, String> list) {
    return list.keySet().stream().max(String::compareTo).orElse("");
  }

  private static Map<String, String> listed(Path file) throws IOException {
    Map<String, String> list = new TreeMap<>();
    Files.readAllLines(file)
        .forEach(
            line ->
                list.put(
                    line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
    return list;
  }

  private static Map<String, String> found(Path folder) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(it -> found.put(it.getFileName().toString(), sha256(it)));
    }
    return found;
  }

  private static String sha256(Path file) {
    try {
      byte[] text = Files.readString(file).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
