package org.sallyport.gate.account.contact;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Limits how many accounts share a mobile number. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SharedNumbers {
  private final JdbcClient jdbc;
  private final SharedNumberProperties limits;

  /**
   * Whether one more account may have a number. Holds an advisory lock on the number until the
   * transaction ends, so that concurrent requests cannot exceed the limit.
   *
   * @param e164 the number
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean hasRoom(String e164, HeldAccount held) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:phone, 0))")
        .param("phone", e164)
        .query((row, number) -> true)
        .single();
    return others(e164, held) < limits.accountsPerNumber();
  }

  /** How many other enabled accounts have the number. */
  private int others(String e164, HeldAccount held) {
    return jdbc.sql(
            """
            select count(*) from account
             where phone = :phone and id <> :id and disabled_at is null
            """)
        .param("phone", e164)
        .param("id", held.id().value())
        .query(Integer.class)
        .single();
  }
}
