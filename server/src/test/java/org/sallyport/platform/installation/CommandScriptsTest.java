package org.sallyport.platform.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each command of commands.txt by the script that people call, with a program that prints its words
 * in place of Java and Node.
 */
class CommandScriptsTest {
  private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");
  private static final String LIST = "server/src/main/resources/commands.txt";

  /** The commands of the sources that take no words and do much: only their options are parsed. */
  private static final List<String> WITHOUT_WORDS =
      List.of("demo", "serve", "build", "package", "image", "test", "bench");

  @TempDir Path folder;

  @BeforeEach
  void copyTheScripts() throws IOException, InterruptedException {
    for (String copied : List.of("sallyport", "ops", LIST)) {
      Files.createDirectories(folder.resolve(copied).getParent());
      new ProcessBuilder(
              "cp", "-r", ROOT.resolve(copied).toString(), folder.resolve(copied).toString())
          .inheritIO()
          .start()
          .waitFor();
    }
    Files.writeString(
        folder.resolve("ops/command/messages.sh"),
        Files.readString(folder.resolve("ops/command/messages.sh"))
            + "\nneed() { JAVA_HOME='"
            + folder
            + "'; APP=/nowhere; }\nbuild() { :; }\n"
            + "npm_packages() { :; }\n");
    program("bin/java", "printf '%s\\n' \"$*\"");
    program("bin/node", "shift; printf 'messages %s\\n' \"$*\"");
    // The script of the package runs the server as its user.
    program("bin/id", "[ \"$1\" = -u ] && echo 1000 || echo sallyport");
    Files.createDirectories(folder.resolve("runtime"));
    Files.createSymbolicLink(folder.resolve("runtime/bin"), folder.resolve("bin"));
    for (String part : List.of("words.sh", "java.sh")) {
      Files.copy(folder.resolve("ops/command").resolve(part), folder.resolve(part));
    }
    Files.writeString(
        folder.resolve("packaged"),
        Files.readString(folder.resolve("ops/package/sallyport"))
            .replace("/usr/lib/sallyport", folder.toString())
            .replace("/etc/sallyport", folder.toString()));
    for (String file :
        List.of("sallyport.yml", "version", "help", "FILE.csv", "FILE", "FILE.xlf")) {
      Files.writeString(folder.resolve(file), "# " + file);
    }
    Files.createDirectories(folder.resolve("DIR"));
  }

  private void program(String name, String line) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theSourcesKnowEachCommandOfTheList() throws IOException, InterruptedException {
    for (List<String> command : commands("source")) {
      if (WITHOUT_WORDS.contains(command.getFirst())) {
        List<String> refused = List.of(command.getFirst(), "--no-such-option");
        assertThat(said("sallyport", refused))
            .isEqualTo("sallyport: %s: no such option: --no-such-option", command.getFirst());
      } else if (command.equals(List.of("help"))) {
        assertThat(said("sallyport", command)).startsWith("./sallyport COMMAND");
      } else {
        assertThat(said("sallyport", command)).endsWith(String.join(" ", command));
      }
    }
  }

  @Test
  void thePackageKnowsEachCommandOfTheList() throws IOException, InterruptedException {
    for (List<String> command : commands("package")) {
      String answer =
          switch (command.getFirst()) {
            case "help", "version" -> "# " + command.getFirst();
            case "serve" -> "org.sallyport.Sallyport";
            default -> "org.sallyport.Sallyport " + String.join(" ", command);
          };
      assertThat(said("packaged", command)).endsWith(answer);
    }
  }

  /** The words of the commands of a place; of optional words, none. */
  private List<List<String>> commands(String place) throws IOException {
    List<List<String>> commands = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(LIST))) {
      String where = line.replaceFirst(" .*", "");
      if (where.equals(place) || where.equals("both")) {
        String words = line.substring(where.length() + 1).replaceFirst(" :: .*", "");
        commands.add(Arrays.stream(words.split(" ")).filter(it -> !it.startsWith("[")).toList());
      }
    }
    assertThat(commands).hasSizeGreaterThan(40);
    return commands;
  }

  private String said(String script, List<String> words) throws IOException, InterruptedException {
    List<String> call = new ArrayList<>(List.of("bash", folder.resolve(script).toString()));
    call.addAll(words);
    ProcessBuilder shell =
        new ProcessBuilder(call).directory(folder.toFile()).redirectErrorStream(true);
    shell.environment().putAll(Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin"));
    Process process = shell.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    // A file is passed on by its whole path.
    return said.strip().replace(folder + "/", "");
  }
}
