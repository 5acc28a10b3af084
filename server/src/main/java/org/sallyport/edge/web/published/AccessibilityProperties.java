package org.sallyport.edge.web.published;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the accessibility statement says about this installation.
 *
 * @param contact whom readers tell of a barrier, for example mailto:accessibility@hospital.example;
 *     without one, the statement names the desk
 * @param authority who enforces accessibility where the hospital is, as readers are told, for
 *     example "Federal Monitoring Agency, https://monitoring.example"
 * @param reviewed when the hospital last reviewed the statement, for example 2026-11-29
 */
@ConfigurationProperties("sallyport.accessibility")
record AccessibilityProperties(
    @Nullable URI contact, @Nullable String authority, @Nullable LocalDate reviewed) {
  private static final List<String> SCHEMES = List.of("mailto", "https", "tel");

  AccessibilityProperties {
    if (contact != null
        && (contact.getScheme() == null || !SCHEMES.contains(contact.getScheme()))) {
      throw new IllegalArgumentException(
          "sallyport.accessibility.contact must begin with mailto:, https: or tel:, not "
              + contact);
    }
  }

  /** The contact as it is read: the address itself. */
  @Nullable String contactText() {
    if (contact == null) {
      return null;
    }
    return contact.getScheme().equals("https")
        ? contact.toString()
        : contact.getSchemeSpecificPart();
  }
}
