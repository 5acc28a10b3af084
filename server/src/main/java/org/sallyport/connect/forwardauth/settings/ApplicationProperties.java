package org.sallyport.connect.forwardauth.settings;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;
import org.sallyport.platform.policy.NamedSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An application whose proxy asks about each request.
 *
 * @param title its name on pages; its name in the settings if not set
 * @param addresses where people open it, without a path, for example https://pacs.hosp.example
 * @param rules who may ask for what. The first rule that fits a request decides, and what fits none
 *     is refused. A rule is a path, for example /admin/**, and behind semicolons any of methods=,
 *     roles=, groups=, assurance=, max-age=, public, refused (docs/forward-auth.md)
 * @param ignoreCase whether the application takes /Admin for /admin, as programs on Windows do; the
 *     rules then do, too. If not set, a request has to satisfy the rules for both
 */
@NamedSettings
@ConfigurationProperties("sallyport.forward-auth.name")
public record ApplicationProperties(
    @Nullable String title,
    @DefaultValue List<URI> addresses,
    @DefaultValue List<String> rules,
    @Nullable Boolean ignoreCase) {

  public ApplicationProperties {
    if (addresses.isEmpty()) {
      throw refused("addresses must name at least one");
    }
    addresses.forEach(ApplicationProperties::check);
    if (rules.isEmpty()) {
      throw refused("rules must name at least one; /** lets every account in");
    }
    rules.forEach(Rule::parse);
  }

  private static void check(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    boolean isLocal = Loopback.is(host) || host.endsWith(".localhost");
    if (address.getHost() == null
        || !(scheme.equals("https") || (scheme.equals("http") && isLocal))) {
      throw refused("addresses: " + address + " must be https://HOST");
    }
    String path = String.valueOf(address.getRawPath());
    if (!(path.isEmpty() || path.equals("/"))
        || address.getRawQuery() != null
        || address.getRawFragment() != null
        || address.getRawUserInfo() != null) {
      throw refused("addresses: " + address + " must be a scheme and a host alone");
    }
  }

  static IllegalArgumentException refused(String words) {
    return new IllegalArgumentException("sallyport.forward-auth: " + words);
  }

  /** The groups that the rules name, in lower case. */
  public Set<String> groups() {
    return read().stream().flatMap(it -> it.groups().stream()).collect(Collectors.toSet());
  }

  /** The rules, read. */
  List<Rule> read() {
    return rules.stream().map(Rule::parse).toList();
  }
}
