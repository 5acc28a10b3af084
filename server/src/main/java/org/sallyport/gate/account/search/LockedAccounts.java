package org.sallyport.gate.account.search;

import java.util.List;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts that are locked, without disabled ones: to unlock these helps nobody. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LockedAccounts {
  /** Accounts on one page. */
  public static final int PAGE_SIZE = 20;

  private final JdbcClient jdbc;

  /** How many there are. */
  public int count() {
    return jdbc.sql(
            "select count(*) from account where locked_at is not null and disabled_at is null")
        .query(Integer.class)
        .single();
  }

  /**
   * Those of one page, the last locked first.
   *
   * @param page from 1
   */
  public List<AccountId> page(int page) {
    return jdbc.sql(
            """
            select id from account where locked_at is not null and disabled_at is null
             order by locked_at desc, id limit :most offset :before
            """)
        .param("most", PAGE_SIZE)
        .param("before", (page - 1) * PAGE_SIZE)
        .query((row, number) -> new AccountId(row.getObject("id", UUID.class)))
        .list();
  }
}
