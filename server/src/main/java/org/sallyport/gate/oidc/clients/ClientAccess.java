package org.sallyport.gate.oidc.clients;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/** Whether an account may use a client, which is asked at each use of what the client was given. */
@Component
public class ClientAccess {
  private final Accounts accounts;
  private final Groups groups;

  ClientAccess(Accounts accounts, Groups groups) {
    this.accounts = accounts;
    this.groups = groups;
  }

  /** Whether the client is enabled and the account may use it now. */
  public boolean mayUse(Client client, AccountId account) {
    Client.Policy policy = client.policy();
    return client.isEnabled()
        && (policy.roles().isEmpty() && policy.groups().isEmpty()
            || accounts.find(account).filter(it -> mayUse(client, it)).isPresent());
  }

  /** Whether the account has one of the client's roles and is in one of its groups. */
  public boolean mayUse(Client client, Account account) {
    Set<String> roles = client.policy().roles();
    return (roles.isEmpty() || roles.contains(account.role().word()))
        && (client.policy().groups().isEmpty() || isInOne(client.policy().groups(), account));
  }

  private boolean isInOne(Set<String> names, Account account) {
    Set<String> wanted =
        names.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    return groups.names(account.id()).stream()
        .anyMatch(it -> wanted.contains(it.toLowerCase(Locale.ROOT)));
  }
}
