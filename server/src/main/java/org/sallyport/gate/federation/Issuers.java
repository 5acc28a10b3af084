package org.sallyport.gate.federation;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.protocol.Issuer;
import org.sallyport.platform.crypto.RandomValues;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The issuers of the settings, in the order of their names. */
@Component
public class Issuers implements DisposableBean {
  /** It stands in addresses. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final Map<String, Issuer> issuers = new TreeMap<>();

  Issuers(IssuersProperties properties, RandomValues random, Clock clock) {
    properties
        .issuers()
        .forEach(
            (name, it) -> {
              if (!NAME.matcher(name).matches()) {
                throw new IllegalStateException(
                    "sallyport.issuers: the name \""
                        + name
                        + "\" may have small letters, digits and hyphens");
              }
              issuers.put(name, new Issuer(name, it, () -> random.id().toString(), clock));
            });
    long identifiers =
        issuers.values().stream().map(it -> it.properties().identifier()).distinct().count();
    if (identifiers < issuers.size()) {
      throw new IllegalStateException("sallyport.issuers: two names have the same issuer");
    }
  }

  public Collection<Issuer> all() {
    return issuers.values();
  }

  /** Empty if the settings do not have it. */
  public Optional<Issuer> find(@Nullable String name) {
    return Optional.ofNullable(name).map(issuers::get);
  }

  /** Its name on pages; the name in the settings if they no longer have it. */
  public String title(String name) {
    return find(name).map(it -> it.title()).orElse(name);
  }

  /** The same for an issuer identifier. */
  public String titleOf(String identifier) {
    return withIdentifier(identifier).map(it -> it.title()).orElse(identifier);
  }

  /** The issuer with an issuer identifier. */
  public Optional<Issuer> withIdentifier(String identifier) {
    return all().stream().filter(it -> it.properties().identifier().equals(identifier)).findFirst();
  }

  @Override
  public void destroy() {
    issuers.values().forEach(Issuer::close);
  }
}
