package org.sallyport.staff.admin.desk;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.gate.accountrecovery.Invitation;
import org.sallyport.gate.accountrecovery.LinkLimits;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.Reset;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.gate.lockout.Lockout;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.Limit;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.sallyport.staff.admin.gate.AdminProperties;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.gate.StaffActs.Staff;
import org.sallyport.staff.admin.obstacles.ObstacleKind;
import org.sallyport.staff.admin.obstacles.Obstacles;
import org.springframework.stereotype.Component;

/**
 * The acts of the help desk on another person's account. Each holds that account's row and is
 * recorded with who did it, and the owner is notified. Nobody acts on their own account; a member
 * of the help desk acts on no account that has rights over others.
 */
@Component
class DeskActs {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final StaffActs staffActs;
  private final Accounts accounts;
  private final Lockout lockout;
  private final Obstacles obstacles;
  private final FactorResets resets;
  private final Activations activations;
  private final LinkLimits linkLimits;
  private final RateLimits limits;
  private final AdminProperties properties;
  private final DomainEvents events;
  private final Clock clock;

  DeskActs(
      StaffActs staffActs,
      Accounts accounts,
      Lockout lockout,
      Obstacles obstacles,
      FactorResets resets,
      Activations activations,
      LinkLimits linkLimits,
      RateLimits limits,
      AdminProperties properties,
      DomainEvents events,
      Clock clock) {
    this.staffActs = staffActs;
    this.accounts = accounts;
    this.lockout = lockout;
    this.obstacles = obstacles;
    this.resets = resets;
    this.activations = activations;
    this.linkLimits = linkLimits;
    this.limits = limits;
    this.properties = properties;
    this.events = events;
    this.clock = clock;
  }

  /** Does one of them. */
  DeskResult act(DeskRequest request, Visitor visitor, Origin origin) {
    AccountId id = request.account();
    String reason = request.reason();
    return switch (request.act()) {
      case UNLOCK ->
          run(
              StaffAct.DESK_UNLOCK,
              visitor,
              id,
              (staff, held) -> unlock(staff, held, reason, origin));
      case INVITE ->
          run(StaffAct.DESK_INVITE, visitor, id, (staff, held) -> invite(staff, held, origin));
      case END ->
          run(StaffAct.DESK_END, visitor, id, (staff, held) -> end(staff, held, reason, origin));
      case RESET ->
          run(
              StaffAct.DESK_RESET,
              visitor,
              id,
              (staff, held) -> reset(staff, held, request, origin));
    };
  }

  private DeskResult run(
      StaffAct named,
      Visitor visitor,
      AccountId id,
      BiFunction<Staff, HeldAccount, DeskResult> act) {
    return staffActs
        .run(named, visitor, staff -> hold(staff, id, act))
        .orElseGet(DeskResult.NotNow::new);
  }

  private DeskResult hold(
      Staff staff, AccountId id, BiFunction<Staff, HeldAccount, DeskResult> act) {
    if (accounts.find(id).isEmpty()) {
      return new DeskResult.Gone();
    }
    HeldAccount held = accounts.hold(id);
    return staff.mayHelp(held.account()) ? act.apply(staff, held) : new DeskResult.NotByYou();
  }

  /** Paused requests are no lock, but end with one. */
  private DeskResult unlock(Staff staff, HeldAccount held, String reason, Origin origin) {
    Optional<Decision.UsedUp> usedUp = limits.check(List.of(unlocks(held)));
    if (usedUp.isPresent()) {
      return new DeskResult.TooOften(usedUp.get().until());
    }
    boolean paused =
        obstacles.of(held.account()).stream()
            .anyMatch(it -> it.kind() == ObstacleKind.REQUESTS_PAUSED);
    if (!lockout.unlock(held, staff.name(), reason, origin)) {
      if (!paused) {
        return new DeskResult.NothingToDo();
      }
      events.publish(new LockEvent.Unlocked(held.id(), staff.name(), reason), origin);
    }
    limits.take(List.of(unlocks(held)));
    return new DeskResult.Done();
  }

  /** Each unlocking gives anyone who knows the password five more guesses. */
  private Demand unlocks(HeldAccount held) {
    return Limit.of("admin-unlocks", DAY, properties.unlocksPerAccountDay())
        .watched()
        .demand(Quota.KNOWN_BROWSER, held.id().toString())
        .about(held.id().toString());
  }

  private DeskResult end(Staff staff, HeldAccount held, String reason, Origin origin) {
    events.publish(new AccountEvent.SessionsEnded(held.id(), staff.name(), reason), origin);
    return new DeskResult.Done();
  }

  private DeskResult invite(Staff staff, HeldAccount held, Origin origin) {
    String to = held.account().email();
    if (to == null || held.account().passwordHash() != null || held.account().isDisabled()) {
      return new DeskResult.NothingToDo();
    }
    if (!linkLimits.takeMail(held.account(), to, origin, true)) {
      return new DeskResult.TooOften(clock.instant().plus(HOUR));
    }
    return switch (activations.invite(held.id(), staff.name(), origin)) {
      case Invitation.Sent _ -> new DeskResult.Done();
      case Invitation.Active _ -> new DeskResult.NothingToDo();
      case Invitation.NoEmail _ -> new DeskResult.NothingToDo();
      case Invitation.Disabled _ -> new DeskResult.NothingToDo();
    };
  }

  private DeskResult reset(Staff staff, HeldAccount held, DeskRequest request, Origin origin) {
    ResetRequest reset =
        new ResetRequest(held.id(), staff.actor(), request.reason(), request.phoneLost());
    return switch (resets.ask(reset, origin)) {
      case Reset.Requested _ -> new DeskResult.Done();
      case Reset.AskedBefore _ -> new DeskResult.ResetOpen();
      case Reset.AskedTooOften often -> new DeskResult.TooOften(often.until());
      case Reset.SamePerson _ -> new DeskResult.NotByYou();
      case Reset.Done _, Reset.Approved _, Reset.Cancelled _ -> new DeskResult.NotNow();
      case Reset.NoneOpen _, Reset.NoAdmin _, Reset.NewAdmin _, Reset.SameBrowser _ ->
          new DeskResult.NotNow();
    };
  }
}
