package org.sallyport.gate.secondfactor.recoverycode;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** Recently created sheets, stored encrypted, so that reloading the page shows the same codes. */
@Repository
@RequiredArgsConstructor
class ShownSheets {
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final String SEPARATOR = "\n";

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final Clock clock;

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  void removeOld() {
    jdbc.sql("delete from recovery_sheet where shown_until <= :now")
        .param("now", clock.instant())
        .update();
  }

  /** Stores a sheet for a session. */
  void put(SignInId session, List<String> codes) {
    jdbc.sql(
            """
            insert into recovery_sheet (sign_in_id, codes, shown_until) values (:session, :codes, :until)
            on conflict (sign_in_id) do update set codes = :codes, shown_until = :until
            """)
        .param("session", session.value())
        .param(
            "codes",
            sealer.seal(
                String.join(SEPARATOR, codes), SealContext.of("recovery_sheet.codes", session)))
        .param("until", clock.instant().plus(TTL))
        .update();
  }

  List<String> of(SignInId session) {
    return jdbc.sql(
            "select codes from recovery_sheet where sign_in_id = :session and shown_until > :now")
        .param("session", session.value())
        .param("now", clock.instant())
        .query((row, number) -> row.getBytes(1))
        .optional()
        .filter(sealer::canOpen)
        .map(bytes -> sealer.open(bytes, SealContext.of("recovery_sheet.codes", session)))
        .map(codes -> List.of(codes.split(SEPARATOR)))
        .orElse(List.of());
  }

  /** Deletes all sheets of an account. */
  void removeAll(AccountId account) {
    jdbc.sql(
            "delete from recovery_sheet r using sign_in s where s.id = r.sign_in_id and s.account_id = :account")
        .param("account", account.value())
        .update();
  }
}
