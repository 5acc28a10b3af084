package org.sallyport.staff.admin;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Runs the command line beside an application under test, like a separate process: on the same
 * database, with the same keys and the same clock.
 */
public final class CommandsBeside {
  private static final String[] SHARED = {
    "spring.datasource.url",
    "spring.datasource.username",
    "spring.datasource.password",
    "sallyport.secrets.key-file"
  };

  private final Environment settings;
  private final Clock clock;
  private final Map<String, Object> more;

  /**
   * Runs beside an application.
   *
   * @param settings of that application
   */
  public CommandsBeside(Environment settings, Clock clock) {
    this(settings, clock, Map.of());
  }

  private CommandsBeside(Environment settings, Clock clock, Map<String, Object> more) {
    this.settings = settings;
    this.clock = clock;
    this.more = more;
  }

  /** With more settings. */
  public CommandsBeside with(Map<String, Object> given) {
    return new CommandsBeside(settings, clock, given);
  }

  /** The output of a command and its exit code. */
  public record Said(int code, String out, String err) {}

  /** Runs {@code ./sallyport} with these arguments. */
  public Said run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      int code = CommandLine.run(words, print(out), print(err), this::asTheApplication);
      return new Said(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      // A command silences the log, which the whole JVM shares.
      LoggingSystem.get(getClass().getClassLoader()).setLogLevel("ROOT", LogLevel.INFO);
    }
  }

  /** The bean classes of the application context in which a command with these arguments runs. */
  public Set<String> parts(String... words) {
    AtomicReference<ConfigurableApplicationContext> started = new AtomicReference<>();
    PrintStream nowhere = print(new ByteArrayOutputStream());
    try {
      CommandLine.run(
          words,
          nowhere,
          nowhere,
          context -> {
            asTheApplication(context);
            started.set(context);
          });
      ConfigurableListableBeanFactory beans = started.get().getBeanFactory();
      return Arrays.stream(beans.getBeanDefinitionNames())
          .flatMap(name -> Stream.ofNullable(beans.getBeanDefinition(name).getBeanClassName()))
          .collect(Collectors.toSet());
    } finally {
      LoggingSystem.get(getClass().getClassLoader()).setLogLevel("ROOT", LogLevel.INFO);
    }
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private void asTheApplication(ConfigurableApplicationContext context) {
    Map<String, Object> same = new HashMap<>(more);
    for (String name : SHARED) {
      same.put(name, settings.getRequiredProperty(name));
    }
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("same", same));
    context.addBeanFactoryPostProcessor(beans -> oneClock((DefaultListableBeanFactory) beans));
  }

  private void oneClock(DefaultListableBeanFactory beans) {
    for (String other : beans.getBeanNamesForType(Clock.class)) {
      beans.removeBeanDefinition(other);
    }
    beans.registerSingleton("clock", clock);
  }
}
