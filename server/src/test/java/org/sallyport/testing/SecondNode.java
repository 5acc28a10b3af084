package org.sallyport.testing;

import java.util.Objects;
import org.sallyport.Sallyport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.PropertySource;

/**
 * Another server on the same database, with the same keys and the same time; only its memory is its
 * own.
 */
public final class SecondNode implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private SecondNode(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts one beside the server of a test. */
  public static SecondNode beside(ConfigurableApplicationContext first) {
    PropertySource<?> settings =
        Objects.requireNonNull(first.getEnvironment().getPropertySources().get("test"));
    TurnableClock clock = first.getBean(TurnableClock.class);
    return new SecondNode(
        new SpringApplicationBuilder(Sallyport.class)
            .initializers(
                context -> {
                  context.getEnvironment().getPropertySources().addFirst(settings);
                  ((GenericApplicationContext) context)
                      .registerBean(
                          "turnableClock",
                          TurnableClock.class,
                          () -> clock,
                          bean -> bean.setPrimary(true));
                })
            .run("--server.port=0", "--management.server.port=-1"));
  }

  public int port() {
    return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
  }

  @Override
  public void close() {
    context.close();
  }
}
