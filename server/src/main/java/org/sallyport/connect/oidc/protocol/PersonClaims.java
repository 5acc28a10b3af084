package org.sallyport.connect.oidc.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.PhysicianNumber;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is told of a person, by scope, as it is at this moment. */
@Component
@RequiredArgsConstructor
class PersonClaims {
  /** All claims about a person. */
  static final List<String> NAMES =
      List.of(
          "sub",
          "name",
          "preferred_username",
          "locale",
          "email",
          "email_verified",
          "roles",
          "groups",
          "physician_numbers");

  private final Accounts accounts;
  private final Groups groups;
  private final JdbcClient jdbc;

  Map<String, Object> of(AccountId id, Set<String> scopes) {
    Account account = accounts.find(id).orElseThrow();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", id.toString());
    if (scopes.contains("profile")) {
      claims.put("name", account.name());
      claims.put("preferred_username", account.username());
      claims.put("locale", Language.ofOrInstallation(account.language()).tag());
    }
    String email = account.email();
    if (scopes.contains("email") && email != null) {
      claims.put("email", email);
      claims.put("email_verified", isVerified(id));
    }
    if (scopes.contains("roles")) {
      claims.put("roles", List.of(account.role().word()));
    }
    if (scopes.contains("groups")) {
      claims.put("groups", groups.names(id).stream().sorted().toList());
    }
    if (scopes.contains("physician_numbers")) {
      claims.put(
          "physician_numbers",
          accounts.numbers(id).stream().map(PhysicianNumber::toString).toList());
    }
    return claims;
  }

  /** Whether the owner answered a code that was sent there. */
  private boolean isVerified(AccountId id) {
    return jdbc.sql("select email_verified_at is not null from account where id = :id")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }
}
