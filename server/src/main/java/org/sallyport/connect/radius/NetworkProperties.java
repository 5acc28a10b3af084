package org.sallyport.connect.radius;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Role;
import org.sallyport.platform.policy.NamedSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A network that is entered by RADIUS.
 *
 * @param title its name in what people read; its name in the settings if not set
 * @param roles whose accounts may enter, for example physician. If groups are set, too, an account
 *     needs both
 * @param groups whose members may enter, by name
 * @param sendGroups whether the answer names the groups of the account among these, each in a
 *     Filter-Id (RFC 2865, section 5.11), by which a gateway can choose its rules
 */
@NamedSettings
@ConfigurationProperties("sallyport.radius.name")
record NetworkProperties(
    @Nullable String title,
    @DefaultValue List<String> roles,
    @DefaultValue List<String> groups,
    @DefaultValue("false") boolean sendGroups) {

  NetworkProperties {
    if (roles.isEmpty() && groups.isEmpty()) {
      throw refused("roles or groups must name at least one");
    }
    roles.forEach(NetworkProperties::check);
    if (sendGroups && groups.isEmpty()) {
      throw refused("send-groups needs groups");
    }
  }

  private static void check(String role) {
    try {
      Role.of(role);
    } catch (IllegalArgumentException e) {
      throw refused("roles: there is no role " + role);
    }
  }

  private static IllegalArgumentException refused(String words) {
    return new IllegalArgumentException(String.format(Locale.ROOT, "sallyport.radius: %s", words));
  }
}
