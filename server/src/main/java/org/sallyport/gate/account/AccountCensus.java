package org.sallyport.gate.account;

import java.util.Collection;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts the enabled accounts that a setting would concern. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountCensus {
  private final JdbcClient jdbc;

  /** Accounts whose method is one of these. */
  public int using(Collection<String> methods) {
    return count("method = any(:methods)", methods);
  }

  /** Accounts whose method is one of these, and that have nothing else linked. */
  public int usingOnly(Collection<String> methods) {
    return count("method = any(:methods) and linked_methods <@ cast(:methods as text[])", methods);
  }

  /** Accounts of a role that have no second factor yet. */
  public int withoutFactor(Role role) {
    return jdbc.sql(
            """
            select count(*) from account
             where disabled_at is null and role = :role and method is null and linked_methods = '{}'
            """)
        .param("role", role.word())
        .query(Integer.class)
        .single();
  }

  /** Accounts that one more wrong code locks, if that many in a row do. */
  public int lockedByNext(int after) {
    return jdbc.sql(
            """
            select count(*) from account
             where disabled_at is null and locked_at is null and wrong_codes > 0 and wrong_codes >= :most
            """)
        .param("most", after - 1)
        .query(Integer.class)
        .single();
  }

  private int count(String condition, Collection<String> methods) {
    return jdbc.sql("select count(*) from account where disabled_at is null and " + condition)
        .param("methods", methods.toArray(String[]::new))
        .query(Integer.class)
        .single();
  }
}
