package org.sallyport.edge.web.published;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom somebody tells who found a vulnerability of this installation: the file {@code
 * /.well-known/security.txt} (RFC 9116). There is none if no contact is set.
 *
 * @param contacts addresses in the order of preference, for example
 *     mailto:security@hospital.example or https://hospital.example/report
 * @param policy address of a page that says how reports are handled
 * @param languages languages of reports, as in the header Accept-Language
 */
@ConfigurationProperties("sallyport.security-contact")
record SecurityContactProperties(
    @DefaultValue List<URI> contacts,
    @Nullable URI policy,
    @DefaultValue("en") List<String> languages) {
  private static final List<String> CONTACT_SCHEMES = List.of("mailto", "https", "tel");

  SecurityContactProperties {
    contacts = List.copyOf(contacts);
    languages = List.copyOf(languages);
    for (URI contact : contacts) {
      if (contact.getScheme() == null || !CONTACT_SCHEMES.contains(contact.getScheme())) {
        throw new IllegalArgumentException(
            "sallyport.security-contact.contacts must begin with mailto:, https: or tel:, not "
                + contact);
      }
    }
    if (policy != null && !"https".equals(policy.getScheme())) {
      throw new IllegalArgumentException(
          "sallyport.security-contact.policy must begin with https: " + policy);
    }
    for (String language : languages) {
      if (!language.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")) {
        throw new IllegalArgumentException(
            "sallyport.security-contact.languages: \"" + language + "\" is no language");
      }
    }
  }
}
