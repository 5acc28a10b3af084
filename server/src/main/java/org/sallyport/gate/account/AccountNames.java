package org.sallyport.gate.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The usernames of many accounts at once. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountNames {
  private final JdbcClient jdbc;

  /** The usernames of these accounts; an account that does not exist is left out. */
  public Map<AccountId, String> usernames(Collection<AccountId> accounts) {
    if (accounts.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql("select id, username from account where id = any(:ids)")
        .param("ids", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
        .query((row, index) -> idAndUsername(row))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map.Entry<AccountId, String> idAndUsername(ResultSet row) throws SQLException {
    return Map.entry(new AccountId(row.getObject("id", UUID.class)), row.getString("username"));
  }
}
