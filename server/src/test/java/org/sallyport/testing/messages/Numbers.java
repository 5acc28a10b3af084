package org.sallyport.testing.messages;

import java.util.concurrent.atomic.AtomicInteger;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Assigns physician numbers to accounts. */
@Component
public class Numbers {
  private static final AtomicInteger COUNT = new AtomicInteger(10_000);

  private final JdbcClient jdbc;

  Numbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Assigns a unique number. */
  public String give(AccountId account, String issuer) {
    String number = String.valueOf(COUNT.incrementAndGet());
    jdbc.sql("insert into physician_number (account_id, issuer, number) values (?, ?, ?)")
        .params(account.value(), issuer, number)
        .update();
    return number;
  }

  /** Removes all numbers of an account. */
  public void take(AccountId account) {
    jdbc.sql("delete from physician_number where account_id = ?").params(account.value()).update();
  }
}
