package org.sallyport.database;

import org.sallyport.crypto.KeptData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Data that was made with keys is there once there is an account, or the key for push services that
 * the first start makes.
 */
@Component
class KeptAccounts implements KeptData {
  private final JdbcClient jdbc;

  KeptAccounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Asked before the first migration, too. */
  @Override
  public boolean isThere() {
    return hasRows("account") || hasRows("app_push_key");
  }

  private boolean hasRows(String table) {
    return ask("select to_regclass('" + table + "') is not null")
        && ask("select exists (select from " + table + ")");
  }

  private boolean ask(String question) {
    return jdbc.sql(question).query(Boolean.class).single();
  }
}
