package org.sallyport.gate.directory.ldap;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person as a directory describes them.
 *
 * @param objectId the id that the entry keeps when it is renamed or moved (objectGUID, entryUUID)
 * @param dn its distinguished name at this moment
 * @param username for example "hester"
 * @param principalName for example "hester@hosp.example"; null if it has none
 * @param email null if it has none, as for the number and the language
 * @param numbers physician numbers by their issuer
 * @param groups those of the groups named in the settings that the person is in, nested ones too
 * @param disabled whether the directory disabled the account, or its time is over
 */
public record Person(
    String objectId,
    String dn,
    String username,
    @Nullable String principalName,
    String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String language,
    Map<String, List<String>> numbers,
    Set<String> groups,
    boolean disabled) {

  Person with(Set<String> found) {
    return new Person(
        objectId,
        dn,
        username,
        principalName,
        name,
        email,
        phone,
        language,
        numbers,
        found,
        disabled);
  }

  /** Omits everything personal. */
  @Override
  public String toString() {
    return "Person[" + objectId + "]";
  }
}
