package org.sallyport.connect.oidc.own;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.ClientStore;
import org.sallyport.connect.oidc.grants.ConsentStore;
import org.sallyport.connect.oidc.grants.GrantStore;
import org.sallyport.gate.session.LiveSignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The applications where an account is signed in, and those that its owner allowed. */
@Component
@RequiredArgsConstructor
class OwnApplications {
  private final JdbcClient jdbc;
  private final ClientStore clients;
  private final GrantStore grants;
  private final ConsentStore consents;
  private final LiveSignIns sessions;
  private final DomainEvents events;
  private final Installation installation;
  private final List<OtherSignIns> others;

  private record Given(UUID client, SignInId signIn, Instant at) {}

  /** Those of an account, by name. */
  List<OwnApplication> of(AccountId account) {
    Map<UUID, Instant> signedIn = signedIn(account);
    Map<UUID, List<String>> allowed = allowed(account);
    Set<UUID> ids = new TreeSet<>(signedIn.keySet());
    ids.addAll(allowed.keySet());
    return Stream.concat(
            ids.stream()
                .flatMap(id -> clients.find(id).stream())
                .map(client -> own(client, signedIn.get(client.id()), allowed)),
            others.stream().flatMap(it -> it.of(account).stream()))
        .sorted(Comparator.comparing(OwnApplication::name, Language.current().order()))
        .toList();
  }

  private OwnApplication own(Client client, @Nullable Instant at, Map<UUID, List<String>> allowed) {
    return new OwnApplication(
        client.id(),
        client.name(),
        at == null ? null : at.atZone(installation.zone()),
        allowed.getOrDefault(client.id(), List.of()));
  }

  private Map<UUID, Instant> signedIn(AccountId account) {
    List<Given> all =
        jdbc.sql(
                """
                select g.client_id, g.sign_in_id, g.created_at from oidc_grant g join sign_in s on s.id = g.sign_in_id
                 where g.account_id = :account and g.revoked_at is null and s.state = 'complete'
                """)
            .param("account", account.value())
            .query((row, number) -> given(row))
            .list();
    Set<SignInId> live = sessions.of(all.stream().map(Given::signIn).toList());
    Map<UUID, Instant> last = new HashMap<>();
    all.stream()
        .filter(it -> live.contains(it.signIn()))
        .forEach(
            it -> last.merge(it.client(), it.at(), (one, two) -> one.isAfter(two) ? one : two));
    return last;
  }

  private static Given given(ResultSet row) throws SQLException {
    return new Given(
        row.getObject("client_id", UUID.class),
        new SignInId(row.getObject("sign_in_id", UUID.class)),
        instant(row, "created_at"));
  }

  private Map<UUID, List<String>> allowed(AccountId account) {
    return jdbc
        .sql("select client_id, scopes from oidc_consent where account_id = :account")
        .param("account", account.value())
        .query(
            (row, number) ->
                Map.entry(
                    row.getObject("client_id", UUID.class),
                    words((String[]) row.getArray("scopes").getArray())))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<String> words(String[] scopes) {
    return Stream.of(scopes).sorted().map(it -> Messages.text("oidc.scope." + it)).toList();
  }

  /** Ends all that an application has of the visitor's account, and the consent. */
  @Transactional
  public boolean end(Visitor visitor, UUID id, Origin origin) {
    int revoked = grants.revokeAll(visitor.account(), id, "ended by the owner");
    boolean withdrawn = consents.withdraw(visitor.account(), id);
    if (revoked == 0 && !withdrawn) {
      return others.stream().anyMatch(it -> it.end(visitor, id, origin));
    }
    events.publish(
        new ApplicationEvent.Withdrawn(
            visitor.account(), visitor.signIn(), clients.find(id).map(Client::name).orElse("")),
        origin);
    return true;
  }
}
