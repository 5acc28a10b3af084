package org.sallyport.gate.secondfactor.push.notify;

import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyDependentData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reports data that depends on the key file: an account, or the key for push services, which the
 * first start creates.
 */
@Component
@RequiredArgsConstructor
class KeyDependentRows implements KeyDependentData {
  private final JdbcClient jdbc;

  /** Also works before the first migration, when the tables do not exist. */
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
