package org.sallyport.gate.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.sallyport.gate.directory.settings.DirectoryKind;
import org.sallyport.gate.directory.settings.DirectoryProperties;

/**
 * Which of the groups named in the settings a person is in, through nested groups and the primary
 * group too. In Active Directory, one read of {@code tokenGroups}; elsewhere the groups of the
 * person, then the groups of these.
 */
final class GroupReader {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_GROUPS = 2000;
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final String SID = "objectSid";
  private static final String TOKEN_GROUPS = "tokenGroups";
  private static final String NO_ATTRIBUTES = "1.1";

  private final DirectoryProperties properties;
  private final Clock clock;
  private final Set<String> names;
  private volatile Known known = new Known(Map.of(), Instant.MIN);

  /** The names of groups by their SID or, in lower case, their DN. */
  private record Known(Map<String, String> byKey, Instant until) {}

  GroupReader(DirectoryProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
    this.names = new TreeSet<>(properties.rolesByGroup().keySet());
    this.names.addAll(properties.groupsByGroup().keySet());
  }

  /**
   * The names of the groups that the person with this DN is in.
   *
   * @param patience the longest wait for each answer
   */
  Set<String> of(LDAPConnection connection, String dn, Duration patience) throws LDAPException {
    if (names.isEmpty()) {
      return Set.of();
    }
    Map<String, String> wanted = wanted(connection);
    Set<String> found = new HashSet<>();
    for (String key : keys(connection, dn, patience)) {
      String name = wanted.get(key);
      if (name != null) {
        found.add(name);
      }
    }
    return found;
  }

  /** The names in the settings that no group has, or more than one. */
  Set<String> unknown(LDAPConnection connection) throws LDAPException {
    Set<String> unknown = new TreeSet<>();
    for (String name : names) {
      if (groupsNamed(connection, name).size() != 1) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  private Map<String, String> wanted(LDAPConnection connection) throws LDAPException {
    Known now = known;
    if (clock.instant().isBefore(now.until())) {
      return now.byKey();
    }
    Map<String, String> byKey = new HashMap<>();
    for (String name : names) {
      List<SearchResultEntry> groups = groupsNamed(connection, name);
      // Two groups of one name: neither counts, or whoever may make a group could take a role.
      if (groups.size() == 1) {
        byKey.put(key(groups.getFirst()), name);
      }
    }
    known = new Known(byKey, clock.instant().plus(KEPT));
    return byKey;
  }

  private List<SearchResultEntry> groupsNamed(LDAPConnection connection, String name)
      throws LDAPException {
    Filter filter =
        Filter.createANDFilter(
            everyGroup(),
            Filter.createEqualityFilter(isActiveDirectory() ? "sAMAccountName" : "cn", name));
    SearchRequest request =
        new SearchRequest(
            properties.groupBase(),
            SearchScope.SUB,
            filter,
            isActiveDirectory() ? SID : NO_ATTRIBUTES);
    request.setSizeLimit(2);
    return search(connection, request);
  }

  private Filter everyGroup() {
    return isActiveDirectory()
        ? Filter.createEqualityFilter("objectCategory", "group")
        : Filter.createORFilter(
            Filter.createEqualityFilter("objectClass", "groupOfNames"),
            Filter.createEqualityFilter("objectClass", "groupOfUniqueNames"),
            Filter.createEqualityFilter("objectClass", "posixGroup"));
  }

  /** Whether there is a group of that kind; false if the settings name none. */
  boolean isAnyOf(LDAPConnection connection, Filter which, Duration patience) throws LDAPException {
    if (names.isEmpty()) {
      return false;
    }
    SearchRequest request =
        new SearchRequest(
            properties.groupBase(),
            SearchScope.SUB,
            Filter.createANDFilter(everyGroup(), which),
            NO_ATTRIBUTES);
    request.setSizeLimit(1);
    request.setResponseTimeoutMillis(patience.toMillis());
    return !search(connection, request).isEmpty();
  }

  /** What a search finds, up to its limit. */
  static List<SearchResultEntry> search(LDAPConnection connection, SearchRequest request)
      throws LDAPException {
    try {
      return Objects.requireNonNull(connection.search(request).getSearchEntries());
    } catch (LDAPSearchException e) {
      if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        return Objects.requireNonNull(e.getSearchEntries());
      }
      throw e;
    }
  }

  private String key(SearchResultEntry group) {
    return isActiveDirectory()
        ? HexFormat.of().formatHex(group.getAttributeValueBytes(SID))
        : group.getDN().toLowerCase(Locale.ROOT);
  }

  private Set<String> keys(LDAPConnection connection, String dn, Duration patience)
      throws LDAPException {
    return isActiveDirectory() ? sids(connection, dn, patience) : names(connection, dn, patience);
  }

  private static Set<String> sids(LDAPConnection connection, String dn, Duration patience)
      throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            dn, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), TOKEN_GROUPS);
    request.setResponseTimeoutMillis(patience.toMillis());
    SearchResultEntry entry = connection.searchForEntry(request);
    Attribute groups = entry == null ? null : entry.getAttribute(TOKEN_GROUPS);
    Set<String> sids = new HashSet<>();
    if (groups != null) {
      for (ASN1OctetString sid : groups.getRawValues()) {
        sids.add(HexFormat.of().formatHex(sid.getValue()));
      }
    }
    return sids;
  }

  /** The DNs of all groups above, breadth first; a circle ends where it began. */
  private Set<String> names(LDAPConnection connection, String dn, Duration patience)
      throws LDAPException {
    Set<String> found = new HashSet<>();
    List<String> level = List.of(dn);
    for (int depth = 0;
        depth < MAX_DEPTH && !level.isEmpty() && found.size() < MAX_GROUPS;
        depth++) {
      List<String> next = new ArrayList<>();
      for (String member : level) {
        for (SearchResultEntry group : groupsOf(connection, member, patience)) {
          if (found.add(group.getDN().toLowerCase(Locale.ROOT))) {
            next.add(group.getDN());
          }
        }
      }
      level = next;
    }
    return found;
  }

  private List<SearchResultEntry> groupsOf(
      LDAPConnection connection, String member, Duration patience) throws LDAPException {
    Filter filter =
        Filter.createORFilter(
            Filter.createEqualityFilter("member", member),
            Filter.createEqualityFilter("uniqueMember", member));
    SearchRequest request =
        new SearchRequest(properties.groupBase(), SearchScope.SUB, filter, NO_ATTRIBUTES);
    request.setSizeLimit(MAX_GROUPS);
    request.setResponseTimeoutMillis(patience.toMillis());
    return search(connection, request);
  }

  private boolean isActiveDirectory() {
    return properties.kind() == DirectoryKind.ACTIVE_DIRECTORY;
  }
}
