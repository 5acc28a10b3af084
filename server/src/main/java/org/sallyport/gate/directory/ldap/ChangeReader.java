package org.sallyport.gate.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.settings.DirectoryKind;
import org.sallyport.gate.directory.settings.DirectoryProperties;

/**
 * Reads everybody, or those who changed since a position, page by page. Active Directory counts the
 * changes of each server ({@code uSNChanged}); elsewhere the time of the change serves ({@code
 * modifyTimestamp}, RFC 4512), with a margin for clocks that differ.
 */
@RequiredArgsConstructor
final class ChangeReader {
  /** For answers that nobody at a sign-in page waits for. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int PAGE = 500;
  private static final Duration MARGIN = Duration.ofMinutes(2);
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String USN = "uSNChanged";
  private static final String INVOCATION = "invocationId";

  private final DirectoryProperties properties;
  private final PersonReader people;
  private final GroupReader groups;
  private final Clock clock;

  /** Where the changes of the server stand now; read before the changes themselves. */
  Position position(LDAPConnection connection) throws LDAPException {
    if (properties.kind() != DirectoryKind.ACTIVE_DIRECTORY) {
      return new Position(
          "modifyTimestamp", GENERALIZED_TIME.format(clock.instant().minus(MARGIN)));
    }
    RootDSE root = connection.getRootDSE();
    String service = root == null ? null : root.getAttributeValue("dsServiceName");
    String usn = root == null ? null : root.getAttributeValue("highestCommittedUSN");
    SearchResultEntry settings = service == null ? null : connection.getEntry(service, INVOCATION);
    byte[] invocation = settings == null ? null : settings.getAttributeValueBytes(INVOCATION);
    if (usn == null || invocation == null) {
      throw new LDAPException(
          ResultCode.NO_SUCH_ATTRIBUTE, "the server does not say where its changes stand");
    }
    // A server that was restored from a backup gets another id, and counts anew.
    return new Position(HexFormat.of().formatHex(invocation), usn);
  }

  /** Everybody. */
  void all(LDAPConnection connection, PeoplePage page) throws LDAPException {
    read(connection, people.everybody(), page);
  }

  /** Those who changed after a position of the same server. */
  void changed(LDAPConnection connection, Position since, PeoplePage page) throws LDAPException {
    read(connection, Filter.createANDFilter(people.everybody(), changedSince(since)), page);
  }

  private Filter changedSince(Position since) {
    return properties.kind() == DirectoryKind.ACTIVE_DIRECTORY
        ? Filter.createGreaterOrEqualFilter(
            USN, Long.toString(Long.parseLong(since.position()) + 1))
        : Filter.createGreaterOrEqualFilter("modifyTimestamp", since.position());
  }

  /**
   * Whether any group changed after a position of the same server: also one that is in a group of
   * the settings only through others.
   */
  boolean haveGroupsChanged(LDAPConnection connection, Position since) throws LDAPException {
    return groups.isAnyOf(connection, changedSince(since), PATIENCE);
  }

  private void read(LDAPConnection connection, Filter filter, PeoplePage page)
      throws LDAPException {
    @Nullable ASN1OctetString cookie = null;
    do {
      SearchRequest request =
          new SearchRequest(properties.base(), SearchScope.SUB, filter, people.attributes());
      request.setResponseTimeoutMillis(PATIENCE.toMillis());
      request.addControl(new SimplePagedResultsControl(PAGE, cookie, true));
      SearchResult result = connection.search(request);
      List<Person> found = new ArrayList<>();
      for (SearchResultEntry entry : Objects.requireNonNull(result.getSearchEntries())) {
        Person person = people.person(entry).orElse(null);
        if (person != null) {
          found.add(person.with(groups.of(connection, person.dn(), PATIENCE)));
        }
      }
      page.take(found);
      SimplePagedResultsControl answer = SimplePagedResultsControl.get(result);
      cookie = answer == null ? null : answer.getCookie();
    } while (cookie != null && cookie.getValueLength() > 0);
  }
}
