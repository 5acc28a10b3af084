package org.sallyport.staff.doctor;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.platform.commandline.BadUsage;
import org.sallyport.platform.commandline.CommandList;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examinations;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The command {@code doctor}: examines an installation, running or not, and changes nothing in it.
 */
public final class Doctor {
  private static final String WORD = "doctor";
  private static final int EXIT_OK = 0;
  private static final int EXIT_FAULTS = 1;
  private static final int EXIT_REFUSED = 2;

  private Doctor() {}

  /** Whether the arguments are this command. */
  public static boolean isMeant(String... words) {
    return words.length > 0 && WORD.equals(words[0]);
  }

  /**
   * Prints a line for each finding.
   *
   * @return the exit code: 0, 1 if there is an error, or 2 for a wrong option
   */
  public static int run(String[] words, PrintStream out, PrintStream err) {
    try {
      DoctorOptions options =
          DoctorOptions.of(CommandList.of(WORD).parse(List.of(words).subList(1, words.length)));
      List<Finding> findings = examineAll(options, Clock.systemUTC());
      out.println(options.json() ? Report.json(findings) : Report.lines(findings));
      return Report.isSound(findings) ? EXIT_OK : EXIT_FAULTS;
    } catch (BadUsage e) {
      err.println(e.line());
      return EXIT_REFUSED;
    }
  }

  /** Reads the settings as a start does, without refusing any, and examines everything. */
  static List<Finding> examineAll(DoctorOptions options, Clock clock, String... settings) {
    return examine(options, clock, true, settings);
  }

  /** The same without the sign-in, which takes seconds. */
  static List<Finding> examine(DoctorOptions options, Clock clock, String... settings) {
    return examine(options, clock, false, settings);
  }

  private static List<Finding> examine(
      DoctorOptions options, Clock clock, boolean signIn, String... settings) {
    try (ConfigurableApplicationContext context = settings(settings)) {
      Examined examined =
          new Examined(context.getEnvironment(), clock, options.mailTo(), options.smsTo());
      List<Finding> findings = new ArrayList<>(Examinations.all(examined));
      if (signIn) {
        SignInRehearsal.examine(context.getEnvironment(), examined, findings)
            .ifPresent(findings::add);
      }
      return findings;
    } catch (RuntimeException e) {
      return List.of(
          Finding.error(
              "settings",
              StartRefused.lineOf(e).orElseGet(() -> "cannot be read: " + e.getMessage())));
    }
  }

  private static ConfigurableApplicationContext settings(String... more) {
    return new SpringApplicationBuilder(Examination.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .properties("logging.level.root=off")
        .run(more);
  }
}
