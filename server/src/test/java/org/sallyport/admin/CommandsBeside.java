package org.sallyport.admin;

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
 * The command line beside an application under test, as a process of its own would be: on the same
 * database, by the same keys and the same clock.
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

  /**
   * Beside that application.
   *
   * @param settings its own
   */
  public CommandsBeside(Environment settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** What a command said, and its exit code. */
  public record Said(int code, String out, String err) {}

  /** Runs {@code ./sallyport} with these words. */
  public Said run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      int code = CommandLine.run(words, print(out), print(err), this::asTheApplication);
      return new Said(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      // A command is silent, and the log is the whole JVM's.
      LoggingSystem.get(getClass().getClassLoader()).setLogLevel("ROOT", LogLevel.INFO);
    }
  }

  /** The classes of the parts that a command with these words runs in. */
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
    Map<String, Object> same = new HashMap<>();
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
