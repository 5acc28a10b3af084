package org.sallyport.staff.admin;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.commandline.BadUsage;
import org.sallyport.platform.installation.PublishedSettings;
import org.sallyport.staff.admin.commands.Commands;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The command line for operators: {@code account …}, {@code group …}, {@code study …} and {@code
 * keys …}. It works on the same database as the application, whether that is running or not,
 * without a web server. It shows no password and no unmasked contact; the only code it shows is an
 * activation code, once, when it is issued.
 */
public final class CommandLine {
  private static final int EXIT_OK = 0;
  private static final int EXIT_REFUSED = 2;

  private CommandLine() {}

  /** Whether the arguments are a command rather than those of an application start. */
  public static boolean isMeant(String... words) {
    return words.length > 0 && Command.AREAS.contains(words[0]);
  }

  /**
   * Executes a command.
   *
   * @return the exit code: 0, or 2 with one line on {@code err} for each reason and nothing
   *     changed. The first line on {@code err} names the data that the command worked on, if it got
   *     that far
   */
  public static int run(String[] words, PrintStream out, PrintStream err) {
    return run(words, out, err, any -> {});
  }

  static int run(
      String[] words,
      PrintStream out,
      PrintStream err,
      ApplicationContextInitializer<ConfigurableApplicationContext> more) {
    try {
      Arguments arguments = Command.parse(words[0], Arrays.asList(words).subList(1, words.length));
      Work work = Work.of(arguments);
      try (ConfigurableApplicationContext context = start(arguments, List.of(), more)) {
        CommandResult commandResult = context.getBean(Commands.class).run(work);
        err.println(words[0] + ": " + UsedData.words(context.getEnvironment()));
        return say(commandResult, out, err);
      }
    } catch (BadUsage e) {
      return say(new CommandResult.Refused(e.line()), out, err);
    } catch (RuntimeException e) {
      return say(new CommandResult.Refused(CommandFaults.line(words[0], e)), out, err);
    }
  }

  /**
   * Executes a command on data with settings of its own.
   *
   * @param given as arguments of a start, {@code --name=value}
   */
  static CommandResult run(Arguments arguments, List<String> given) throws BadUsage {
    Work work = Work.of(arguments);
    try (ConfigurableApplicationContext context = start(arguments, given, any -> {})) {
      return context.getBean(Commands.class).run(work);
    }
  }

  private static ConfigurableApplicationContext start(
      Arguments arguments,
      List<String> given,
      ApplicationContextInitializer<ConfigurableApplicationContext> more) {
    List<String> settings = new ArrayList<>(List.of("--logging.level.root=off"));
    settings.addAll(given);
    arguments
        .optional(Command.DATA)
        .ifPresent(folder -> settings.add("--sallyport.data=" + folder));
    return new SpringApplicationBuilder(CommandModules.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        // A command needs few of the modules' parts.
        .lazyInitialization(true)
        .initializers(more, context -> prepare(Command.of(arguments), context))
        .run(settings.toArray(String[]::new));
  }

  /**
   * Refuses data without an installation, and reads the settings that the installation published.
   */
  private static void prepare(Command command, ConfigurableApplicationContext context) {
    ConfigurableEnvironment settings = context.getEnvironment();
    UsedData.check(command, settings);
    context.getBeanFactory().registerSingleton("migration", UsedData.migration(command, settings));
    PublishedSettings.read(settings);
  }

  private static int say(CommandResult commandResult, PrintStream out, PrintStream err) {
    return switch (commandResult) {
      case CommandResult.Done done -> {
        out.println(done.text());
        yield EXIT_OK;
      }
      case CommandResult.Refused refused -> {
        refused.lines().forEach(err::println);
        yield EXIT_REFUSED;
      }
    };
  }
}
