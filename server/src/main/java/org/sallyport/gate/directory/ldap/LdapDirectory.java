package org.sallyport.gate.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.settings.DirectoryProperties;

/** A directory: who is in it, and whether a password is theirs. */
public final class LdapDirectory implements AutoCloseable {
  /** One more than a name may have owners. */
  private static final int AMBIGUOUS = 2;

  private final String name;
  private final DirectoryProperties properties;
  private final LdapServers servers;
  private final PersonReader people;
  private final GroupReader groups;
  private final ChangeReader changes;
  private final OwnerSearch owners;

  /**
   * Connects to nothing yet.
   *
   * @param name as in the settings
   * @throws IllegalStateException if the certificates of its authority cannot be read
   */
  public LdapDirectory(String name, DirectoryProperties properties, Clock clock) {
    this.name = name;
    this.properties = properties;
    this.people = new PersonReader(properties, clock);
    this.groups = new GroupReader(properties, clock);
    this.changes = new ChangeReader(properties, people, groups, clock);
    this.owners = new OwnerSearch(properties, people);
    try {
      this.servers = new LdapServers(name, properties);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "sallyport.directories." + name + ".ca-file: " + e.getMessage(), e);
    }
  }

  /** A server's address, and what is wrong with it; empty if nothing is. */
  public record ServerState(String url, String fault) {}

  /**
   * Somebody who was looked for, and where a password is checked: the server that has just
   * answered.
   */
  public final class Sought {
    private final LdapServer server;
    private final Optional<Person> person;

    private Sought(LdapServer server, Optional<Person> person) {
      this.server = server;
      this.person = person;
    }

    /** Empty if nobody has the name, or more than one. */
    public Optional<Person> person() {
      return person;
    }

    /** Checks a password of the person, once. */
    public BindAnswer bind(String password) {
      return Binds.bind(server, properties.kind(), person.orElseThrow().dn(), password);
    }

    /**
     * Does as much as {@link #bind} and is always refused: for names that nobody has. The name that
     * is bound is random, so nobody's counter rises.
     */
    public void bindNobody(String password) {
      Binds.bind(server, properties.kind(), nobody(), password);
    }
  }

  private String nobody() {
    try {
      return new DN(new RDN("cn", UUID.randomUUID().toString()), new DN(properties.base()))
          .toString();
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Looks for the owner of a name.
   *
   * @throws LdapUnreachable if no server answers
   */
  public Sought find(TypedName typed) throws LdapUnreachable {
    TypedName name = typed.isPossible() ? typed : TypedName.nobodys();
    LdapServers.Read<Optional<Person>> read = servers.read(connection -> named(connection, name));
    return new Sought(read.server(), read.value());
  }

  private Optional<Person> named(LDAPConnection connection, TypedName typed) throws LDAPException {
    List<Person> found = search(connection, people.named(typed), AMBIGUOUS);
    Optional<Person> exact =
        found.stream()
            .filter(person -> typed.name().equalsIgnoreCase(String.valueOf(person.principalName())))
            .findFirst();
    return found.size() == 1
        ? Optional.of(found.getFirst())
        : typed.isPrincipalName() ? exact : Optional.empty();
  }

  /**
   * Looks for the owner of a Kerberos ticket of the directory's realm.
   *
   * @param name the client's name in the ticket, without the realm
   * @param sid the security identifier in the ticket; null if it has none
   * @return empty if nobody has both, if there is no identifier, or more than one has the name
   * @throws LdapUnreachable if no server answers
   */
  public Optional<Owner> owner(String name, byte @Nullable [] sid) throws LdapUnreachable {
    return servers.read(connection -> owners.find(connection, name, sid)).value();
  }

  /**
   * The same person with their groups.
   *
   * @throws LdapUnreachable if no server answers
   */
  public Person withGroups(Person person) throws LdapUnreachable {
    return servers.read(connection -> withGroups(connection, person, properties.timeout())).value();
  }

  private Person withGroups(LDAPConnection connection, Person person, Duration patience)
      throws LDAPException {
    return person.with(groups.of(connection, person.dn(), patience));
  }

  /**
   * The people with these ids as the directory has them now. Who is missing was deleted, or is no
   * longer where people are searched.
   *
   * @throws LdapUnreachable if no server answers
   */
  public List<Person> withIds(Collection<String> objectIds) throws LdapUnreachable {
    if (objectIds.isEmpty()) {
      return List.of();
    }
    return servers
        .read(
            connection -> {
              Filter any = Filter.createORFilter(objectIds.stream().map(people::withId).toList());
              List<Person> found = patiently(connection, any, objectIds.size() + 1);
              List<Person> complete = new ArrayList<>();
              for (Person person : found) {
                complete.add(withGroups(connection, person, ChangeReader.PATIENCE));
              }
              return complete;
            })
        .value();
  }

  /**
   * Those of these ids that the directory has and has not disabled, without any groups.
   *
   * @throws LdapUnreachable if no server answers
   */
  public Set<String> present(Collection<String> objectIds) throws LdapUnreachable {
    Filter any = Filter.createORFilter(objectIds.stream().map(people::withId).toList());
    return servers
        .read(connection -> patiently(connection, any, objectIds.size() + 1))
        .value()
        .stream()
        .filter(person -> !person.disabled())
        .map(Person::objectId)
        .collect(Collectors.toSet());
  }

  /**
   * The people with these names as the directory has them now, without groups. A name that two of
   * them have is left out.
   *
   * @throws LdapUnreachable if no server answers
   */
  public List<Person> named(Collection<String> usernames) throws LdapUnreachable {
    if (usernames.isEmpty()) {
      return List.of();
    }
    Filter any =
        Filter.createORFilter(
            usernames.stream()
                .map(
                    username ->
                        Filter.createEqualityFilter(
                            properties.usernameAttributeOrStandard(), username))
                .toList());
    return servers
        .read(connection -> patiently(connection, any, AMBIGUOUS * usernames.size()))
        .value()
        .stream()
        .collect(Collectors.groupingBy(person -> person.username().toLowerCase(Locale.ROOT)))
        .values()
        .stream()
        .filter(found -> found.size() == 1)
        .map(List::getFirst)
        .toList();
  }

  /** From which position of which server on changes are read; empty for everybody. */
  public interface Since {
    Optional<Position> of(String source);
  }

  /**
   * What was read.
   *
   * @param whole whether everybody was
   * @param groups whether a group changed
   * @param upTo where the changes of the server stood before
   */
  public record Changes(boolean whole, boolean groups, Position upTo) {}

  /**
   * Reads everybody who changed, or everybody if this server's changes were never read.
   *
   * @throws LdapUnreachable if no server answers, or one stops answering
   */
  public Changes changes(Since since, PeoplePage page) throws LdapUnreachable {
    return servers
        .read(
            connection -> {
              Position now = changes.position(connection);
              Optional<Position> before = since.of(now.source());
              boolean groups = false;
              if (before.isPresent()) {
                changes.changed(connection, before.get(), page);
                groups = changes.haveGroupsChanged(connection, before.get());
              } else {
                changes.all(connection, page);
              }
              return new Changes(before.isEmpty(), groups, now);
            })
        .value();
  }

  /**
   * Changes the password of a person, once, on the server that finds the person.
   *
   * @throws LdapUnreachable if no server answers
   */
  public PasswordAnswer changePassword(String objectId, String old, String next)
      throws LdapUnreachable {
    return onePerson(
        objectId,
        (server, dn) -> PasswordModification.change(server, properties.kind(), dn, old, next));
  }

  /**
   * Sets the password of a person who forgot it, once, on the server that finds the person.
   *
   * @throws LdapUnreachable if no server answers
   */
  public PasswordAnswer resetPassword(String objectId, String next) throws LdapUnreachable {
    return onePerson(
        objectId, (server, dn) -> PasswordModification.reset(server, properties.kind(), dn, next));
  }

  private interface PasswordWork {
    PasswordAnswer on(LdapServer server, String dn);
  }

  private PasswordAnswer onePerson(String objectId, PasswordWork work) throws LdapUnreachable {
    LdapServers.Read<List<Person>> read =
        servers.read(
            connection ->
                search(
                    connection,
                    Filter.createANDFilter(people.everybody(), people.withId(objectId)),
                    AMBIGUOUS));
    return read.value().size() == 1
        ? work.on(read.server(), read.value().getFirst().dn())
        : PasswordAnswer.NONE;
  }

  private List<Person> patiently(LDAPConnection connection, Filter which, int limit)
      throws LDAPException {
    Filter filter = Filter.createANDFilter(people.everybody(), which);
    return search(connection, properties, people, filter, limit, ChangeReader.PATIENCE);
  }

  private List<Person> search(LDAPConnection connection, Filter filter, int limit)
      throws LDAPException {
    return search(connection, properties, people, filter, limit, properties.timeout());
  }

  /** People without groups, at most as many as that. */
  static List<Person> search(
      LDAPConnection connection,
      DirectoryProperties properties,
      PersonReader people,
      Filter filter,
      int limit,
      Duration patience)
      throws LDAPException {
    SearchRequest request =
        new SearchRequest(properties.base(), SearchScope.SUB, filter, people.attributes());
    request.setSizeLimit(limit);
    request.setResponseTimeoutMillis(patience.toMillis());
    return GroupReader.search(connection, request).stream()
        .flatMap(entry -> people.person(entry).stream())
        .toList();
  }

  /** Asks every server whether it answers. */
  public void probe() {
    servers.probe();
  }

  /** The servers as they were when they were asked last. */
  public List<ServerState> state() {
    return servers.all().stream()
        .map(server -> new ServerState(server.url().toString(), server.fault()))
        .toList();
  }

  public String name() {
    return name;
  }

  public DirectoryProperties properties() {
    return properties;
  }

  @Override
  public void close() {
    servers.close();
  }
}
