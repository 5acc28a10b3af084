package org.sallyport.gate.accountrecovery.reset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.account.contact.ContactWaits;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.account.imports.ImportProperties;
import org.sallyport.gate.accountrecovery.AccountRecoveryProperties;
import org.sallyport.gate.accountrecovery.reset.Reset.Approved;
import org.sallyport.gate.accountrecovery.reset.Reset.AskedBefore;
import org.sallyport.gate.accountrecovery.reset.Reset.AskedTooOften;
import org.sallyport.gate.accountrecovery.reset.Reset.Cancelled;
import org.sallyport.gate.accountrecovery.reset.Reset.FactorRemoved;
import org.sallyport.gate.accountrecovery.reset.Reset.NewAdmin;
import org.sallyport.gate.accountrecovery.reset.Reset.NoAdmin;
import org.sallyport.gate.accountrecovery.reset.Reset.NoneOpen;
import org.sallyport.gate.accountrecovery.reset.Reset.Requested;
import org.sallyport.gate.accountrecovery.reset.Reset.SameBrowser;
import org.sallyport.gate.accountrecovery.reset.Reset.SamePerson;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.AccountEvent.PhoneChanged;
import org.sallyport.platform.events.AccountEvent.ResetApproved;
import org.sallyport.platform.events.AccountEvent.ResetCancelled;
import org.sallyport.platform.events.AccountEvent.ResetDone;
import org.sallyport.platform.events.AccountEvent.ResetRequested;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Resets a second factor that its owner lost (rule 39). An admin or a member of the help desk in a
 * session or a system user at the command line requests the reset after an identity check. It takes
 * effect when a second admin confirms it in a session, for one of the help desk when two admins do,
 * or when it is due; until then it can be cancelled. An admin confirms none before the same delay
 * has passed since the role was given. The owner is notified of each step at every address. A reset
 * unlocks nothing and changes no password: the next sign-in shows the method chooser. It keeps the
 * mobile number unless that is said to be lost too: a code sent to it precedes the first device.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FactorResets {
  /** The limit on requests for resets of one account within a day. */
  private static final int MAX_REQUESTS_PER_DAY = 3;

  private static final Duration DAY = Duration.ofDays(1);

  private final ResetStore store;
  private final Accounts accounts;
  private final ContactWaits waits;
  private final DomainEvents events;
  private final AuditTrail trail;
  private final AccountRecoveryProperties properties;
  private final ImportProperties imports;
  private final Clock clock;

  /**
   * Requests a reset. Since each request notifies the owner, they are limited for each account and
   * day.
   */
  @Transactional
  public Reset ask(ResetRequest asked, Origin origin) {
    AccountId id = asked.account();
    HeldAccount held = accounts.hold(id);
    ResetRequest request = held.account().phone() == null ? asked.withoutPhone() : asked;
    AccountId requester = request.by().account();
    if (requester != null && !may(requester, Rights.HELP_DESK)) {
      return new NoAdmin();
    }
    if (id.equals(requester)) {
      return new SamePerson();
    }
    Instant now = clock.instant();
    Instant again =
        trail
            .time(id, ResetRequested.class, MAX_REQUESTS_PER_DAY - 1)
            .orElse(Instant.EPOCH)
            .plus(DAY);
    if (store.open(id).isEmpty() && now.isBefore(again)) {
      return new AskedTooOften(again);
    }
    Instant due = now.plus(properties.resetDelay());
    if (!store.ask(held, request, origin.session(), due)) {
      return new AskedBefore();
    }
    events.publish(
        new ResetRequested(id, request.by().name(), request.reason(), due, request.phoneLost()),
        origin);
    return new Requested(due);
  }

  /**
   * Confirms an open reset, which takes effect immediately. Must be called only from an admin's own
   * session with a fresh second factor.
   *
   * @param by an admin's account, other than the one that requested the reset, and with that role
   *     for as long as a reset waits
   * @param origin in a browser other than that in which the reset was requested or approved
   */
  @Transactional
  public Reset confirm(UUID id, AccountId by, Origin origin) {
    Optional<HeldReset> reset = held(id);
    if (reset.isEmpty()) {
      return new NoneOpen();
    }
    if (!mayAct(by)) {
      return new NoAdmin();
    }
    if (by.equals(reset.get().owner().id()) || by.equals(reset.get().reset().requester())) {
      return new SamePerson();
    }
    Optional<Instant> from = store.confirmsFrom(by);
    if (from.isPresent()) {
      return new NewAdmin(from.get());
    }
    OpenReset open = reset.get().reset();
    if (isOfBrowser(open.id(), origin.session())) {
      return new SameBrowser();
    }
    String name = Usernames.key(accounts.find(by).orElseThrow().username());
    if (open.byHelpDesk() && open.approver() == null) {
      return approve(reset.get(), by, name, origin);
    }
    if (by.equals(open.approver())) {
      return new SamePerson();
    }
    return store.confirm(reset.get().owner(), id, by, origin.session(), name)
        ? done(reset.get(), name, by, origin)
        : new NoneOpen();
  }

  private Reset approve(HeldReset held, AccountId by, String name, Origin origin) {
    if (!store.approve(held.owner(), held.reset().id(), by, origin.session(), name)) {
      return new NoneOpen();
    }
    events.publish(new ResetApproved(held.owner().id(), name), origin);
    return new Approved();
  }

  /** Cancels an open reset. */
  @Transactional
  public Reset cancel(UUID id, Actor by, Origin origin) {
    Optional<HeldReset> reset = held(id);
    AccountId admin = by.account();
    if (admin != null && !mayAct(admin)) {
      return new NoAdmin();
    }
    if (reset.isEmpty() || !store.cancel(reset.get().owner(), id)) {
      return new NoneOpen();
    }
    events.publish(new ResetCancelled(reset.get().owner().id(), by.name()), origin);
    return new Cancelled();
  }

  /** The time from which an admin can confirm resets; empty if they can now. */
  public Optional<Instant> confirmsFrom(AccountId admin) {
    return store.confirmsFrom(admin);
  }

  /** The open resets that nobody can confirm in the browser of this session. */
  public Set<UUID> ofBrowser(SignInId session) {
    return store.ofBrowser(session);
  }

  private boolean isOfBrowser(UUID reset, @Nullable SignInId session) {
    return session != null && store.ofBrowser(session).contains(reset);
  }

  /** The open reset of an account. */
  public Optional<OpenReset> open(AccountId id) {
    return store.open(id);
  }

  /** All open resets, the first due first. */
  public List<OpenReset> open() {
    return store.open();
  }

  /** Performs an open reset if it is due. */
  @Transactional
  public void finishIfDue(UUID id, Origin origin) {
    Optional<HeldReset> reset = held(id);
    if (reset.isPresent() && store.finishDue(reset.get().owner(), id)) {
      done(reset.get(), null, null, origin);
    }
  }

  /** An open reset and its owner's account, whose row is locked. */
  private record HeldReset(HeldAccount owner, OpenReset reset) {}

  /** The open reset, read under the lock on its owner's account row. */
  private Optional<HeldReset> held(UUID id) {
    return store
        .open(id)
        .map(seen -> accounts.hold(seen.owner()))
        .flatMap(owner -> store.open(id).map(reset -> new HeldReset(owner, reset)));
  }

  /**
   * Removes the method and what the owner turned off beside it. The waits of contacts end only if a
   * second person made sure who the owner is: otherwise one admin could change a contact just
   * before the reset is due.
   */
  private Reset done(
      HeldReset held, @Nullable String confirmedBy, @Nullable AccountId confirmer, Origin origin) {
    accounts.setMethod(held.owner(), null);
    accounts.setDisabledMethods(held.owner(), Set.of());
    if (confirmedBy != null) {
      waits.endAll(held.owner());
    }
    events.publish(
        new ResetDone(
            held.owner().id(),
            held.reset().requestedBy(),
            confirmedBy,
            new Actor(held.reset().requester(), held.reset().requestedBy()).person(),
            confirmer),
        origin);
    if (held.reset().phoneLost()) {
      removePhone(held, confirmedBy != null, origin);
    }
    return new FactorRemoved();
  }

  /**
   * Removes the lost number, unless an admin replaced it in the meantime. One that was set in a
   * session is removed too: the person who has the lost device may have signed in. If no second
   * person confirmed the reset, letters wait as after a number that an admin removed.
   */
  private void removePhone(HeldReset held, boolean confirmed, Origin origin) {
    HeldAccount owner = held.owner();
    @Nullable String lost = owner.account().phone();
    if (lost == null || isReplaced(owner.id(), held.reset().requestedAt())) {
      return;
    }
    accounts.removePhone(owner);
    if (!confirmed) {
      waits.blockLetters(owner, held.reset().requestedAt().plus(imports.contactDelay()));
    }
    events.publish(new PhoneChanged(owner.id(), null, Phones.mask(lost), "", lost), origin);
  }

  /** Whether the number was last changed by an admin, after a time. */
  private boolean isReplaced(AccountId account, Instant after) {
    return trail.latest(account, Set.of(PhoneChanged.class), 1).stream()
        .filter(kept -> kept.at().isAfter(after))
        .anyMatch(kept -> kept.event() instanceof PhoneChanged it && it.signIn() == null);
  }

  private boolean mayAct(AccountId admin) {
    return may(admin, Rights.ADMINISTRATION);
  }

  private boolean may(AccountId staff, Rights needed) {
    return accounts
        .find(staff)
        .filter(it -> it.role().rights().cover(needed) && !it.isDisabled() && !it.isLocked())
        .isPresent();
  }
}
