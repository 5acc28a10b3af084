package org.sallyport.gate.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.settings.DirectoryProperties;

/**
 * Finds the owner of a Kerberos ticket in Active Directory. A ticket lives for hours, so the states
 * of the account are those of now. A name without @ is that of the account before it is a principal
 * name (MS-KILE 3.3.5.6.1), and the security identifier must be that of the ticket: one account may
 * have the name of another as its principal name. A ticket without one is nobody's, since a name
 * can be given again.
 */
@RequiredArgsConstructor
final class OwnerSearch {
  private static final String NAME = "sAMAccountName";
  private static final String PRINCIPAL = "userPrincipalName";
  private static final String SID = "objectSid";
  private static final String STATE = "msDS-User-Account-Control-Computed";
  private static final String PASSWORD_SET = "pwdLastSet";

  /** UF_LOCKOUT and UF_PASSWORD_EXPIRED (MS-ADTS 2.2.16). */
  private static final long LOCKED = 0x10;

  private static final long PASSWORD_EXPIRED = 0x80_0000;

  /** One more than may have a name, as that of the account and as a principal name. */
  private static final int AMBIGUOUS = 3;

  private final DirectoryProperties properties;
  private final PersonReader people;

  Optional<Owner> find(LDAPConnection connection, String name, byte @Nullable [] sid)
      throws LDAPException {
    if (sid == null) {
      return Optional.empty();
    }
    String principal = principal(name);
    Filter owner =
        Filter.createANDFilter(
            people.everybody(),
            Filter.createORFilter(
                Filter.createEqualityFilter(NAME, name),
                Filter.createEqualityFilter(PRINCIPAL, principal)),
            Filter.createEqualityFilter(SID, sid));
    SearchRequest request =
        new SearchRequest(properties.base(), SearchScope.SUB, owner, attributes());
    request.setSizeLimit(AMBIGUOUS);
    request.setResponseTimeoutMillis(properties.timeout().toMillis());
    List<SearchResultEntry> found = GroupReader.search(connection, request);
    return one(found, NAME, name)
        .or(() -> one(found, PRINCIPAL, principal))
        .flatMap(entry -> people.person(entry).map(person -> new Owner(person, standing(entry))));
  }

  private String principal(String name) {
    var kerberos = properties.kerberos();
    return name.indexOf('@') >= 0 || kerberos == null
        ? name
        : name + "@" + kerberos.realmOfPeople().toLowerCase(Locale.ROOT);
  }

  private static Optional<SearchResultEntry> one(
      List<SearchResultEntry> found, String attribute, String value) {
    List<SearchResultEntry> having =
        found.stream()
            .filter(entry -> value.equalsIgnoreCase(entry.getAttributeValue(attribute)))
            .toList();
    return having.size() == 1 ? Optional.of(having.getFirst()) : Optional.empty();
  }

  private String[] attributes() {
    return Stream.concat(Stream.of(people.attributes()), Stream.of(NAME, STATE, PASSWORD_SET))
        .distinct()
        .toArray(String[]::new);
  }

  private BindAnswer standing(SearchResultEntry entry) {
    Long read = entry.getAttributeValueAsLong(STATE);
    long state = read == null ? 0 : read;
    if (PersonReader.isSwitchedOff(entry)) {
      return BindAnswer.DISABLED;
    }
    if ((state & LOCKED) != 0) {
      return BindAnswer.LOCKED;
    }
    if (people.isOver(entry)) {
      return BindAnswer.ACCOUNT_EXPIRED;
    }
    if ("0".equals(entry.getAttributeValue(PASSWORD_SET))) {
      return BindAnswer.MUST_CHANGE;
    }
    return (state & PASSWORD_EXPIRED) != 0 ? BindAnswer.EXPIRED : BindAnswer.RIGHT;
  }
}
