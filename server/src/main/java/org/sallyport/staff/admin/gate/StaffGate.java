package org.sallyport.staff.admin.gate;

import java.util.List;
import java.util.Optional;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.FreshFactor;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.Limit;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides whether a session may use the administration pages: its account has the right, is not
 * locked, and its strongest second factor was given in this session a short time ago. A remembered
 * browser never replaces that factor. Account and session are read from their rows at each request.
 */
@Component
public class StaffGate {
  private final Accounts accounts;
  private final SignIns signIns;
  private final FreshFactor freshness;
  private final RateLimits limits;
  private final AdminProperties properties;
  private final Limit pages;
  private final Limit acts;

  StaffGate(
      Accounts accounts,
      SignIns signIns,
      FreshFactor freshness,
      RateLimits limits,
      AdminProperties properties) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.freshness = freshness;
    this.limits = limits;
    this.properties = properties;
    this.pages = LimitName.ADMIN_PAGES.of(properties.pagesPerHour());
    this.acts = LimitName.ADMIN_ACTS.of(properties.actsPerHour());
  }

  /**
   * Lets a request in, and counts it if it is.
   *
   * @param act whether it sends a form
   */
  @Transactional
  public StaffAccess enter(Visitor visitor, boolean act) {
    StaffAccess entry = look(visitor, Rights.HELP_DESK);
    return entry instanceof StaffAccess.Open ? count(visitor, act) : entry;
  }

  /** The same without counting, for one right. */
  StaffAccess look(Visitor visitor, Rights needed) {
    Optional<Account> account =
        accounts
            .find(visitor.account())
            .filter(it -> !it.isDisabled() && it.role().rights().cover(needed));
    Optional<SignIn> session = session(visitor);
    if (account.isEmpty() || session.isEmpty()) {
      return new StaffAccess.SessionOver();
    }
    if (account.get().isLocked()) {
      return new StaffAccess.AccountLocked();
    }
    return freshness.isFresh(account.get(), session.get(), properties.factorMaxAge())
        ? new StaffAccess.Open()
        : new StaffAccess.FactorRequired();
  }

  /** The session of a visitor, read again; empty if it has ended. */
  Optional<SignIn> session(Visitor visitor) {
    return signIns.find(visitor.signIn()).filter(it -> it.state() == SignIn.State.COMPLETE);
  }

  private StaffAccess count(Visitor visitor, boolean act) {
    String who = visitor.account().toString();
    Demand demand = (act ? acts : pages).demand(Quota.KNOWN_BROWSER, who).about(who);
    Decision decision = limits.take(List.of(demand));
    return switch (decision) {
      case Decision.Met _ -> new StaffAccess.Open();
      case Decision.UsedUp usedUp -> new StaffAccess.TooMany(usedUp.until());
    };
  }
}
