package org.sallyport.staff.admin;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sallyport.platform.backup.Backup;
import org.sallyport.platform.backup.BackupFacts;
import org.sallyport.platform.backup.BackupRefused;
import org.sallyport.platform.backup.Restore;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.commandline.BadUsage;
import org.sallyport.platform.commandline.CommandList;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * The commands {@code backup DIR}, {@code restore DIR} and {@code restore --void}. The last ends
 * what was given out in data that were brought back by other means: a reverted virtual machine, a
 * database restored to an earlier moment.
 */
public final class BackupLine {
  private static final Set<String> WORDS = Set.of("backup", "restore");
  private static final String VOID = "--void";
  private static final String DATA = "sallyport.data";
  private static final String KEY_FILE = "sallyport.secrets.key-file";
  private static final int EXIT_OK = 0;
  private static final int EXIT_REFUSED = 2;

  private BackupLine() {}

  /** Whether the arguments are one of these commands. */
  public static boolean isMeant(String... words) {
    return words.length > 0 && WORDS.contains(words[0]);
  }

  /**
   * Executes the command.
   *
   * @return the exit code: 0, or 2 with one line on {@code err} and nothing changed
   */
  public static int run(String[] words, PrintStream out, PrintStream err) {
    List<String> rest = Arrays.asList(words).subList(1, words.length);
    if (words[0].equals("restore") && rest.contains(VOID)) {
      return CommandLine.run(voiding(rest), out, err);
    }
    try {
      Arguments arguments = CommandList.of(words[0]).with("--data DIR").parse(rest);
      out.println(words[0].equals("backup") ? backup(arguments) : restore(arguments));
      return EXIT_OK;
    } catch (BadUsage e) {
      err.println(e.line());
    } catch (BackupRefused e) {
      err.println(words[0] + ": " + e.line());
    } catch (RuntimeException e) {
      err.println(CommandFaults.line(words[0], e));
    }
    return EXIT_REFUSED;
  }

  private static String[] voiding(List<String> rest) {
    List<String> words = new ArrayList<>(List.of("restore", VOID));
    rest.stream().filter(word -> !word.equals(VOID)).forEach(words::add);
    return words.toArray(String[]::new);
  }

  private static String backup(Arguments arguments) throws BackupRefused {
    try (ConfigurableApplicationContext context = settings(arguments)) {
      Environment settings = context.getEnvironment();
      UsedData.checkOwn(settings);
      Path target = Path.of(arguments.first());
      Backup backup =
          new Backup(
              data(settings),
              keyFile(settings),
              target,
              context.getBean(RandomValues.class),
              Clock.systemUTC());
      BackupFacts facts = backup.make();
      return String.format(
          Locale.ROOT,
          "The backup of %s is in %s. A server was started on it and read it. Accounts: %d; last audit event: %d.%n"
              + "The key file is in %s. Move it to another place: together they give access to everything.",
          data(settings),
          target.toAbsolutePath().normalize(),
          facts.accounts(),
          facts.last().number(),
          backup.keys());
    }
  }

  private static String restore(Arguments arguments) throws BackupRefused {
    try (ConfigurableApplicationContext context = settings(arguments)) {
      Environment settings = context.getEnvironment();
      UsedData.refuseExternal(settings);
      Restore restore =
          new Restore(
              Path.of(arguments.first()),
              arguments.optional("keys").map(Path::of).orElse(null),
              data(settings),
              keyFile(settings),
              context.getBean(RandomValues.class));
      List<String> ended = new ArrayList<>();
      BackupFacts facts = restore.run((copy, keys, it) -> ended.add(end(copy, keys, it)));
      return String.format(
          Locale.ROOT,
          "Restored into %s, as it was at %s. Accounts: %d.%n%s%nWhat was changed since then is lost. Accounts that were disabled since then are active again.",
          data(settings),
          facts.madeAt(),
          facts.accounts(),
          String.join("\n", ended));
    }
  }

  private static String end(Path copy, Path keys, BackupFacts facts) throws BackupRefused {
    try {
      Arguments arguments =
          Command.parse(
              "restore", List.of(VOID, "--reason", "restored from a backup of " + facts.madeAt()));
      CommandResult result =
          CommandLine.run(
              arguments, List.of("--" + DATA + "=" + copy, "--" + KEY_FILE + "=" + keys));
      return switch (result) {
        case CommandResult.Done done -> done.text();
        case CommandResult.Refused refused ->
            throw new StartRefused(String.join("; ", refused.lines()));
      };
    } catch (BadUsage e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path data(Environment settings) {
    return Path.of(settings.getProperty(DATA, "data")).toAbsolutePath().normalize();
  }

  private static Path keyFile(Environment settings) {
    return Path.of(settings.getRequiredProperty(KEY_FILE)).toAbsolutePath().normalize();
  }

  /** The settings as a start reads them, and nothing that needs a database. */
  private static ConfigurableApplicationContext settings(Arguments arguments) {
    List<String> given = new ArrayList<>();
    arguments.optional(Command.DATA).ifPresent(folder -> given.add("--" + DATA + "=" + folder));
    return new SpringApplicationBuilder(Randomness.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .properties("logging.level.root=off")
        .run(given.toArray(String[]::new));
  }

  @Import(RandomValues.class)
  private static final class Randomness {
    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }
}
