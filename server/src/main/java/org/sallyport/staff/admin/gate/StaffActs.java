package org.sallyport.staff.admin.gate;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.secondfactor.FreshFactor;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;

/**
 * Operations on other accounts, in the session of who does them. Account and session are read again
 * in the operation's transaction, because either may have ended since the request arrived.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StaffActs {
  private final Accounts accounts;
  private final StaffGate gate;
  private final FreshFactor freshness;

  /** The acting account: its id, its name in the audit log, and its rights. */
  public record Staff(AccountId id, String name, Rights rights) {
    public Actor actor() {
      return new Actor(id, name);
    }

    /**
     * Whether it may help the owner of an account: never itself, and accounts with rights over
     * others only as an admin.
     */
    public boolean mayHelp(Account account) {
      return !id.equals(account.id()) && (rights.administers() || !account.isStaff());
    }
  }

  /**
   * Runs an act; empty, without running it, if the session may not use the administration pages any
   * more, or if the second factor is not as fresh as the act needs it.
   */
  @Transactional
  public <T> Optional<T> run(StaffAct act, Visitor visitor, Function<Staff, T> operation) {
    return act.needsFreshFactor() && !isFresh(visitor)
        ? Optional.empty()
        : acting(visitor, act.needs()).map(operation);
  }

  /** Whether acts that need a fresh second factor would run. */
  public boolean isFresh(Visitor visitor) {
    Optional<Account> account = accounts.find(visitor.account());
    return account.isPresent()
        && gate.session(visitor)
            .filter(session -> freshness.isFresh(account.get(), session))
            .isPresent();
  }

  /** How long a second factor counts as fresh, in words. */
  String freshFor() {
    return DurationText.words(freshness.lasts());
  }

  /** Why an operation was refused. */
  public String refusal(Visitor visitor) {
    boolean locked = accounts.find(visitor.account()).filter(Account::isLocked).isPresent();
    return locked
        ? Messages.text("admin.refused.locked")
        : Messages.text("admin.refused.not-fresh", freshFor());
  }

  /**
   * Says on a page why an act was not done.
   *
   * @param isRun whether it was run, and found the state changed: 409, otherwise 403
   * @param changed what to say in the first case
   */
  public void refuse(
      boolean isRun, String changed, Visitor visitor, HttpServletResponse response, Model model) {
    response.setStatus((isRun ? HttpStatus.CONFLICT : HttpStatus.FORBIDDEN).value());
    model.addAttribute("refusal", isRun ? changed : refusal(visitor));
  }

  private Optional<Staff> acting(Visitor visitor, Rights needed) {
    return gate.look(visitor, needed) instanceof StaffAccess.Open
        ? accounts
            .find(visitor.account())
            .map(it -> new Staff(it.id(), Usernames.key(it.username()), it.role().rights()))
        : Optional.empty();
  }
}
