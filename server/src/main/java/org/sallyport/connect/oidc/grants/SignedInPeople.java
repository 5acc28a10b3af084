package org.sallyport.connect.oidc.grants;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.session.LiveSignIns;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many people are signed in to an application. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SignedInPeople {
  private static final String SESSIONS =
      """
      select distinct g.sign_in_id, g.account_id from oidc_grant g join sign_in s on s.id = g.sign_in_id
       where g.client_id = :client and g.revoked_at is null and s.state = 'complete'
      """;

  private final JdbcClient jdbc;
  private final LiveSignIns sessions;

  /** The people whose tokens would end with those of a client. */
  public int of(UUID client) {
    Map<SignInId, AccountId> given =
        jdbc
            .sql(SESSIONS)
            .param("client", client)
            .query(
                (row, number) ->
                    Map.entry(
                        new SignInId(row.getObject(1, UUID.class)),
                        new AccountId(row.getObject(2, UUID.class))))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Set<SignInId> live = sessions.of(given.keySet());
    return (int) live.stream().map(given::get).distinct().count();
  }
}
