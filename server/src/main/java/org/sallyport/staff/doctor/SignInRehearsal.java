package org.sallyport.staff.doctor;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.signin.password.ArrivingBrowser;
import org.sallyport.gate.signin.password.Credentials;
import org.sallyport.gate.signin.password.PasswordResult;
import org.sallyport.gate.signin.password.PasswordStep;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.database.ExaminedDatabase;
import org.sallyport.platform.database.SeparateTransactions;
import org.sallyport.platform.database.state.SchemaState;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ControllerAdvice;

/**
 * Signs a name that no account has in, through the password step and on the real database, so that
 * a statement that the database refuses is found. Everything is rolled back.
 */
final class SignInRehearsal {
  private static final String SIGN_IN = "sign-in";

  /** Without these nothing can sign in, which is reported already. */
  private static final Set<String> FIRST = Set.of("settings", "database", "keys");

  /** An address of documentation (RFC 5737): no caller shares its counters. */
  private static final Origin NOWHERE = new Origin("192.0.2.1", "sallyport doctor");

  private SignInRehearsal() {}

  /** All modules but what needs a web server. */
  @EnableAutoConfiguration
  @ConfigurationPropertiesScan("org.sallyport")
  @ComponentScan(
      basePackages = "org.sallyport",
      excludeFilters = {
        @Filter(
            type = FilterType.ANNOTATION,
            classes = {Controller.class, ControllerAdvice.class}),
        @Filter(
            type = FilterType.REGEX,
            pattern = "org\\.sallyport\\.(?:Sallyport|(?:edge\\.web|staff)\\..*)")
      })
  static final class Modules {}

  /**
   * The finding; empty if nothing can be tried: no server started on the data, or an error found
   * before.
   */
  static Optional<Finding> examine(
      ConfigurableEnvironment settings, Examined examined, List<Finding> before) {
    if (before.stream()
        .anyMatch(it -> FIRST.contains(it.subject()) && it.severity() == Finding.Severity.ERROR)) {
      return Optional.empty();
    }
    if (Files.notExists(ExaminedDatabase.keyFile(examined))) {
      return Optional.empty();
    }
    return ExaminedDatabase.of(examined)
        .filter(database -> database.ask(SchemaState::isCurrent).orElse(false))
        .map(database -> rehearse(settings, database));
  }

  private static Finding rehearse(ConfigurableEnvironment settings, ExaminedDatabase database) {
    try (ConfigurableApplicationContext context = start(settings, database)) {
      PasswordResult result = enter(context);
      return result instanceof PasswordResult.BadCredentials
          ? Finding.sound(SIGN_IN, "a made-up name is refused as it must be")
          : Finding.warning(SIGN_IN, "a made-up name is answered by " + result);
    } catch (RuntimeException e) {
      return Finding.error(SIGN_IN, "nobody can sign in: " + rootMessage(e));
    }
  }

  private static PasswordResult enter(ConfigurableApplicationContext context) {
    TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
    String name = "doctor-" + UUID.randomUUID();
    Credentials credentials =
        new Credentials(name, name, name, new ArrivingBrowser(NOWHERE, null, null, null));
    return context
        .getBean(SeparateTransactions.class)
        .rehearse(
            () ->
                transaction.execute(
                    status -> {
                      status.setRollbackOnly();
                      // Made here, since some of its parts store a value when they are made first.
                      return context.getBean(PasswordStep.class).enter(credentials);
                    }));
  }

  private static ConfigurableApplicationContext start(
      ConfigurableEnvironment settings, ExaminedDatabase database) {
    settings
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "rehearsal",
                Map.of(
                    "spring.datasource.url", database.url(),
                    "spring.datasource.username", database.username(),
                    "spring.datasource.password", database.password(),
                    // Beside a server that has most of the connections.
                    "spring.datasource.hikari.maximum-pool-size", "2",
                    "spring.flyway.enabled", "false")));
    return new SpringApplicationBuilder(Modules.class)
        .environment(settings)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .lazyInitialization(true)
        .run();
  }

  /** The message of the first cause, or its type if it has none. */
  private static String rootMessage(Throwable fault) {
    @Nullable Throwable cause = fault.getCause();
    return cause == null
        ? Optional.ofNullable(fault.getMessage()).orElse(fault.getClass().getSimpleName())
        : rootMessage(cause);
  }
}
