package org.sallyport.portal.studies.download;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.sallyport.gate.account.Role;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for downloads of studies.
 *
 * @param roles whose accounts may download studies, images and objects, joined by commas; "guest"
 *     stands for people who opened a share without an account, and may download its studies; "none"
 *     forbids downloads altogether. Reports that are files (PDF) can be opened in any case
 * @param atOnce downloads of whole studies that one node sends at the same time
 * @param perSession downloads of whole studies that one session receives at the same time
 */
@ConfigurationProperties("sallyport.studies.downloads")
record DownloadProperties(
    @DefaultValue({"physician", "admin", "patient", "guest"}) List<String> roles,
    @DefaultValue("8") int atOnce,
    @DefaultValue("1") int perSession) {
  private static final int MAX_CONCURRENT = 1000;
  private static final String NONE = "none";
  private static final String GUEST = "guest";

  DownloadProperties {
    roles = List.copyOf(roles);
    if (roles.isEmpty() || !(roles.equals(List.of(NONE)) || allowedWords().containsAll(roles))) {
      throw new IllegalArgumentException(
          "sallyport.studies.downloads.roles must be physician, admin, patient, guest, several of"
              + " them, or none");
    }
    check("at-once", atOnce);
    check("per-session", perSession);
  }

  boolean allows(Role role) {
    return roles.contains(role.word());
  }

  boolean allowsGuests() {
    return roles.contains(GUEST);
  }

  /** Those that the setting may have, besides "none". */
  private static List<String> allowedWords() {
    Stream<String> ofRoles =
        Arrays.stream(Role.values()).filter(role -> role.rights().readsStudies()).map(Role::word);
    return Stream.concat(ofRoles, Stream.of(GUEST)).toList();
  }

  private static void check(String name, int many) {
    if (many < 1 || many > MAX_CONCURRENT) {
      throw new IllegalArgumentException(
          "sallyport.studies.downloads." + name + " must be from 1 to 1000");
    }
  }
}
