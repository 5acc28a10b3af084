package org.sallyport.staff.admin.desk;

import java.util.function.BiFunction;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.Reset;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.gate.administration.Unlocking;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.staff.admin.gate.StaffActs;
import org.sallyport.staff.admin.gate.StaffActs.Staff;
import org.springframework.stereotype.Component;

/**
 * The acts of the help desk on another person's account. Each holds that account's row and is
 * recorded with who did it, and the owner is notified. Nobody acts on their own account; a member
 * of the help desk acts on no account that has rights over others.
 */
@Component
@RequiredArgsConstructor
class DeskActs {
  private final StaffActs staffActs;
  private final Accounts accounts;
  private final Unlocking unlocking;
  private final DeskInvitations invitations;
  private final FactorResets resets;
  private final DomainEvents events;

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
          run(
              StaffAct.DESK_INVITE,
              visitor,
              id,
              (staff, held) -> invitations.invite(staff, held, origin));
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

  private DeskResult unlock(Staff staff, HeldAccount held, String reason, Origin origin) {
    return switch (unlocking.unlock(staff.name(), held, reason, origin)) {
      case Unlocking.Result.Unlocked _ -> new DeskResult.Done();
      case Unlocking.Result.NotLocked _ -> new DeskResult.NothingToDo();
      case Unlocking.Result.ResetFirst _ -> new DeskResult.ResetFirst();
      case Unlocking.Result.TooOften it -> new DeskResult.TooOften(it.until());
    };
  }

  private DeskResult end(Staff staff, HeldAccount held, String reason, Origin origin) {
    events.publish(new AccountEvent.SessionsEnded(held.id(), staff.name(), reason), origin);
    return new DeskResult.Done();
  }

  private DeskResult reset(Staff staff, HeldAccount held, DeskRequest request, Origin origin) {
    ResetRequest reset =
        new ResetRequest(held.id(), staff.actor(), request.reason(), request.phoneLost());
    return switch (resets.ask(reset, origin)) {
      case Reset.Requested _ -> new DeskResult.Done();
      case Reset.AskedBefore _ -> new DeskResult.ResetOpen();
      case Reset.AskedTooOften often -> new DeskResult.TooOften(often.until());
      case Reset.SamePerson _ -> new DeskResult.NotByYou();
      case Reset.FactorRemoved _, Reset.Approved _, Reset.Cancelled _ -> new DeskResult.NotNow();
      case Reset.NoneOpen _, Reset.NoAdmin _, Reset.NewAdmin _, Reset.SameBrowser _ ->
          new DeskResult.NotNow();
    };
  }
}
