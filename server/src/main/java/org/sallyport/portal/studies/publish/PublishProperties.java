package org.sallyport.portal.studies.publish;

import java.util.List;
import org.sallyport.gate.account.Role;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who publishes objects to the archive.
 *
 * @param roles whose accounts may write selections of key images, and reports of their
 *     measurements, to the archive, on studies that the archive itself names them for: physician,
 *     admin, or both, joined by commas; "none" forbids it. The archive must let Sallyport store
 *     objects (STOW-RS)
 */
@ConfigurationProperties("sallyport.studies.publish")
record PublishProperties(@DefaultValue("none") List<String> roles) {
  private static final String NONE = "none";

  PublishProperties {
    roles = List.copyOf(roles);
    List<String> allowed = List.of(Role.PHYSICIAN.word(), Role.ADMIN.word());
    if (roles.isEmpty() || !(roles.equals(List.of(NONE)) || allowed.containsAll(roles))) {
      throw new IllegalArgumentException(
          "sallyport.studies.publish.roles must be physician, admin, both, or none");
    }
  }

  boolean allows(Role role) {
    return roles.contains(role.word());
  }
}
