package org.sallyport.gate.secondfactor.otp.notice;

import java.time.Clock;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.otp.notice.RiskNoticeProperties.RiskNotice;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.messages.Messages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What somebody reads before choosing SMS, and who confirmed it. */
@Component
public class RiskNotices {
  private static final String CONFIRM =
      """
      insert into sms_risk_consent (account_id, confirmed_at) values (:account, :now)
      on conflict (account_id) do nothing
      """;

  private final boolean isConfirmed;
  private final JdbcClient jdbc;
  private final DomainEvents events;
  private final Clock clock;

  RiskNotices(RiskNoticeProperties properties, JdbcClient jdbc, DomainEvents events, Clock clock) {
    this.isConfirmed = properties.riskNotice() == RiskNotice.CONFIRMED;
    this.jdbc = jdbc;
    this.events = events;
    this.clock = clock;
  }

  /** The risk and what is safer, in sentences. */
  public String words() {
    return Messages.text(isConfirmed ? "factor.sms.risk-confirmed" : "factor.sms.risk");
  }

  /** Whether the owner still has to confirm it. */
  public boolean isMissing(Account account) {
    return isConfirmed
        && jdbc.sql("select 1 from sms_risk_consent where account_id = :account")
            .param("account", account.id().value())
            .query()
            .listOfRows()
            .isEmpty();
  }

  /** Stores that the owner chose SMS on a page with the notice, and proved it: the first time. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void confirm(HeldAccount held, SignInId signIn, Origin origin) {
    if (isConfirmed
        && jdbc.sql(CONFIRM)
                .param("account", held.id().value())
                .param("now", clock.instant())
                .update()
            == 1) {
      events.publish(new AccountEvent.SmsRiskConfirmed(held.id(), signIn), origin);
    }
  }
}
