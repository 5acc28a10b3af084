package org.sallyport.connect.forwardauth.settings;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The applications of the settings, by the hosts at which people open them. */
public final class Applications {
  private final Map<String, Application> byHost = new HashMap<>();
  private final Map<String, Application> byAddress = new HashMap<>();
  private final Map<String, String> titles = new HashMap<>();

  public Applications(Map<String, ApplicationProperties> properties) {
    properties.forEach((name, it) -> it.addresses().forEach(address -> add(name, it, address)));
  }

  private void add(String name, ApplicationProperties properties, URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    String host = address.getHost().toLowerCase(Locale.ROOT);
    boolean isStandard = address.getPort() < 0 || address.getPort() == standard;
    String authority = isStandard ? host : host + ":" + address.getPort();
    String title = Objects.requireNonNullElse(properties.title(), name);
    Application application =
        new Application(
            name, title, scheme + "://" + authority, properties.read(), properties.ignoreCase());
    titles.put(name, title);
    byAddress.put(application.address(), application);
    put(authority, application);
    if (isStandard) {
      put(host + ":" + standard, application);
    }
  }

  private void put(String host, Application application) {
    if (byHost.put(host, application) != null) {
      throw ApplicationProperties.refused("addresses: two applications are at " + host);
    }
  }

  public boolean isEmpty() {
    return byHost.isEmpty();
  }

  /**
   * The application at a host.
   *
   * @param host as a browser sends it, with a port or without, in any case, with a dot at the end
   *     or without
   */
  public Optional<Application> atHost(String host) {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']');
    String name = (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return Optional.ofNullable(byHost.get(plain + (hasPort ? host.substring(colon) : "")));
  }

  /** The application at an address, written as {@link Application#address} is. */
  public Optional<Application> at(String address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  /** The title of an application; its name, if the settings no longer have it. */
  public String title(String name) {
    return titles.getOrDefault(name, name);
  }
}
