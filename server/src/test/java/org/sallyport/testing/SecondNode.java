package org.sallyport.testing;

import java.util.Map;
import java.util.Objects;
import org.sallyport.Sallyport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * A second node on the same database, with the same keys and the same clock; only its memory is
 * separate.
 */
public final class SecondNode implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private SecondNode(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts a node beside the server of a test. */
  public static SecondNode beside(ConfigurableApplicationContext first) {
    return beside(first, Map.of());
  }

  /** Starts a node with additional settings. */
  public static SecondNode beside(
      ConfigurableApplicationContext first, Map<String, Object> settings) {
    PropertySource<?> shared =
        Objects.requireNonNull(first.getEnvironment().getPropertySources().get("test"));
    TurnableClock clock = first.getBean(TurnableClock.class);
    return new SecondNode(
        new SpringApplicationBuilder(Sallyport.class)
            .initializers(
                context -> {
                  MutablePropertySources sources = context.getEnvironment().getPropertySources();
                  sources.addFirst(shared);
                  sources.addFirst(new MapPropertySource("own", settings));
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

  /** A bean of the node. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
