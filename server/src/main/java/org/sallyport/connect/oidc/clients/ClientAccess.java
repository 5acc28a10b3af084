package org.sallyport.connect.oidc.clients;

import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.groups.NamedGroups;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/** Whether an account may use a client, which is asked at each use of what the client was given. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ClientAccess {
  private final Accounts accounts;
  private final NamedGroups groups;

  /** Whether the client is enabled and the account may use it now. */
  public boolean mayUse(Client client, AccountId account) {
    Client.Policy policy = client.policy();
    return client.isEnabled()
        && ((policy.roles().isEmpty() && policy.groups().isEmpty())
            || accounts.find(account).filter(it -> mayUse(client, it)).isPresent());
  }

  /** Whether the account has one of the client's roles and is in one of its groups. */
  public boolean mayUse(Client client, Account account) {
    Set<String> roles = client.policy().roles();
    return (roles.isEmpty() || roles.contains(account.role().word()))
        && (client.policy().groups().isEmpty()
            || groups.isInOne(account.id(), scope(client.id()), client.policy().groups()));
  }

  /** Where the names of its groups are bound. */
  static String scope(UUID client) {
    return "application " + client;
  }
}
