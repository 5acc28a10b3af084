package org.sallyport.gate.account.search;

import java.util.List;
import org.sallyport.platform.database.ExaminedDatabase;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The accounts: whether an admin is among those that are enabled. */
final class AdminExamination implements Examination {
  private static final String ACCOUNTS = "accounts";

  private static final String HAS_ADMIN =
      """
      select count(*) = 0 or count(*) filter (where role = 'admin' and disabled_at is null) > 0 from account
      """;

  @Override
  public String subject() {
    return ACCOUNTS;
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    boolean hasAdmin =
        ExaminedDatabase.of(examined)
            .flatMap(it -> it.ask(AdminExamination::hasAdmin))
            .orElse(true);
    return List.of(
        hasAdmin
            ? Finding.sound(ACCOUNTS, "an admin is among them, or there is none yet")
            : Finding.warning(
                ACCOUNTS,
                "no account is an enabled admin: import one with sallyport account import"));
  }

  /**
   * Whether there are no accounts, also because there are no tables yet, or an admin is enabled.
   */
  private static boolean hasAdmin(JdbcClient jdbc) {
    return !jdbc.sql("select to_regclass('account') is not null").query(Boolean.class).single()
        || jdbc.sql(HAS_ADMIN).query(Boolean.class).single();
  }
}
