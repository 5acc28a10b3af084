package org.sallyport.platform.examination;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * An installation that is examined.
 *
 * @param settings all its settings, possibly with mistakes
 * @param mailTo where a mail is sent to try; null for none
 * @param smsTo where an SMS is sent to try; null for none
 */
public record Examined(
    Environment settings, Clock clock, @Nullable String mailTo, @Nullable String smsTo) {

  public Examined(Environment settings, Clock clock) {
    this(settings, clock, null, null);
  }

  /**
   * The settings below a prefix; empty if they are malformed, which the examination of the settings
   * reports.
   */
  public <T> Optional<T> bound(String prefix, Class<T> type) {
    try {
      return Optional.of(Binder.get(settings).bindOrCreate(prefix, Bindable.of(type)));
    } catch (BindException e) {
      return Optional.empty();
    }
  }

  /**
   * The settings of several things of one kind by the names that the operator gave them; empty if
   * they are malformed, which the examination of the settings reports.
   */
  public <T> Optional<Map<String, T>> named(String prefix, Class<T> type) {
    try {
      return Optional.of(
          new TreeMap<>(
              Binder.get(settings)
                  .bind(prefix, Bindable.mapOf(String.class, type))
                  .orElseGet(Map::of)));
    } catch (BindException e) {
      return Optional.empty();
    }
  }

  /** The value of a setting; empty if it is not set, or blank. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(settings.getProperty(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** The public address; that of this machine if it is malformed. */
  public URI publicUrl() {
    try {
      URI url = URI.create(value("sallyport.public-url").orElse("http://localhost:8080"));
      return url.getHost() == null ? URI.create("http://localhost") : url;
    } catch (IllegalArgumentException e) {
      return URI.create("http://localhost");
    }
  }
}
