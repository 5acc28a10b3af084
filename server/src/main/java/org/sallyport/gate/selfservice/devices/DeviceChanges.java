package org.sallyport.gate.selfservice.devices;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactorRequirement;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.gate.secondfactor.enrollment.Devices;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentPrompt;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentResult;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.gate.selfservice.HeldForChange;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Links and removes devices (rules 28, 29). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DeviceChanges {
  private final OpenSessions sessions;
  private final ChangeStore store;
  private final SecondFactors factors;
  private final Devices devices;
  private final Accounts accounts;
  private final SignIns signIns;
  private final DelayedChanges delayed;
  private final DomainEvents events;

  /**
   * Begins to link a device. False if the change was not begun, or was confirmed without a lost
   * method: then a device can only be removed.
   */
  @Transactional
  public boolean begin(Visitor visitor, EnrollableFactor factor) {
    return begun(visitor)
        .filter(open -> store.lost(visitor.signIn(), Change.DEVICE).isEmpty())
        .map(open -> factor.begin(open.held(), open.session()))
        .isPresent();
  }

  /**
   * Whether the change was confirmed without a lost method, so that nothing can be linked in it.
   */
  boolean isRemovalOnly(Visitor visitor) {
    return store.isBegun(visitor.signIn(), Change.DEVICE)
        && !store.lost(visitor.signIn(), Change.DEVICE).isEmpty();
  }

  /** The enrolment that was begun in this session and can still be confirmed. */
  Optional<EnrollmentPrompt> pending(Visitor visitor, EnrollableFactor factor) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    return store.isBegun(visitor.signIn(), Change.DEVICE)
        ? signIns.find(visitor.signIn()).flatMap(session -> factor.pending(account, session))
        : Optional.empty();
  }

  /**
   * The owner's choices for a device that is being linked.
   *
   * @param name the name given by its owner; empty if the device supplies its name
   * @param usual whether its factor becomes the account's method
   * @param replaces the device that it replaces, which is removed; null for none
   */
  record EnrollmentAttempt(String name, boolean usual, @Nullable DeviceId replaces) {}

  /** Confirms the enrolment with the new device's answer. */
  @Transactional
  public EnrollmentResult confirm(
      Visitor visitor,
      EnrollableFactor factor,
      String answer,
      EnrollmentAttempt attempt,
      Origin origin) {
    Optional<HeldForChange.Open> open = begun(visitor);
    if (open.isEmpty() || !store.lost(visitor.signIn(), Change.DEVICE).isEmpty()) {
      return new EnrollmentResult.NothingPending();
    }
    HeldAccount held = open.get().held();
    boolean first = factors.primaryFor(held.account()).isEmpty();
    EnrollmentResult enrollmentResult =
        devices.confirm(factor, held, open.get().session(), answer, attempt.name());
    if (enrollmentResult instanceof EnrollmentResult.Linked done) {
      store.finish(open.get(), Change.DEVICE);
      events.publish(
          new AccountEvent.DeviceLinked(
              held.id(), visitor.signIn(), factor.method(), done.device().name()),
          origin);
      if (attempt.usual() || first) {
        use(held, visitor.signIn(), factor.method(), origin);
      }
      replace(held, visitor, done.device(), attempt.replaces(), origin);
    }
    return enrollmentResult;
  }

  /** Removes the replaced device, only if it belongs to the same factor. */
  private void replace(
      HeldAccount held,
      Visitor visitor,
      Device enrollmentResult,
      @Nullable DeviceId old,
      Origin origin) {
    boolean replaced =
        devices.of(held.id()).stream()
            .anyMatch(it -> it.id().equals(old) && it.method().equals(enrollmentResult.method()));
    if (old != null && replaced && !old.equals(enrollmentResult.id())) {
      devices.unlink(held, old).ifPresent(device -> recordUnlinked(visitor, device, origin));
    }
  }

  private void recordUnlinked(Visitor visitor, Device device, Origin origin) {
    events.publish(
        new AccountEvent.DeviceUnlinked(
            visitor.account(), visitor.signIn(), device.method(), device.name()),
        origin);
  }

  /** The result of removing a device. */
  enum Removal {
    REMOVED,
    /** It will be removed after a delay, because a method was reported as lost. */
    WAITS,
    /** It would be delayed, and the limit on delayed changes is reached. */
    FULL,
    /** It belongs to another account, or does not exist. */
    UNKNOWN,
    /** The change was not begun, or has expired. */
    NOT_BEGUN
  }

  /** Removes a device; if the account's method depends on it, the next method replaces it. */
  @Transactional
  public Removal unlink(Visitor visitor, DeviceId id, Origin origin) {
    Optional<HeldForChange.Open> open = begun(visitor);
    if (open.isEmpty()) {
      return Removal.NOT_BEGUN;
    }
    HeldAccount held = open.get().held();
    Set<String> lost = store.lost(visitor.signIn(), Change.DEVICE);
    if (lost.isEmpty()) {
      boolean removed = remove(held, visitor.signIn(), id, origin);
      return removed ? finished(open.get(), Removal.REMOVED) : Removal.UNKNOWN;
    }
    Optional<Device> device =
        devices.of(held.id()).stream().filter(it -> it.id().equals(id)).findFirst();
    if (device.isEmpty()) {
      return Removal.UNKNOWN;
    }
    if (delayed.isFull(held.id())) {
      return Removal.FULL;
    }
    String name = device.get().name();
    delayed.put(held, open.get().session(), Change.DEVICE, id.toString(), name, lost, origin);
    return finished(open.get(), Removal.WAITS);
  }

  private Removal finished(HeldForChange.Open open, Removal removal) {
    store.finish(open, Change.DEVICE);
    return removal;
  }

  /** Removes a device. False if the device belongs to another account or does not exist. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean remove(HeldAccount held, SignInId session, DeviceId id, Origin origin) {
    Optional<Device> removed = devices.unlink(held, id);
    removed.ifPresent(
        device -> {
          events.publish(
              new AccountEvent.DeviceUnlinked(held.id(), session, device.method(), device.name()),
              origin);
          settleMethod(held, session, origin);
          forgetLost(held, device.method());
        });
    return removed.isPresent();
  }

  /** A device that is linked later with the same method is none of the lost ones. */
  private void forgetLost(HeldAccount held, String method) {
    if (devices.of(held.id()).stream().noneMatch(device -> device.method().equals(method))) {
      delayed.forgetLost(held.id(), method);
    }
  }

  /**
   * The method that replaces the account's method if that device is removed; empty if the method
   * does not change or no other one is left.
   */
  Optional<SecondFactor> methodWithout(Visitor visitor, DeviceId id) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    return isOnlyOneOfMethod(account, id)
        ? factors.primaries(account).stream()
            .filter(factor -> !factor.method().equals(account.method()))
            .findFirst()
        : Optional.empty();
  }

  private boolean isOnlyOneOfMethod(Account account, DeviceId id) {
    List<Device> usual =
        devices.of(account.id()).stream()
            .filter(device -> device.method().equals(account.method()))
            .toList();
    return usual.size() == 1 && usual.getFirst().id().equals(id);
  }

  /**
   * Whether only a code on paper or the help desk lets the owner sign in once that device is
   * removed.
   */
  boolean leavesNoMethod(Visitor visitor, DeviceId id) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    List<Device> usable = devices.usable(account.id());
    return factors.need(account) == SecondFactorRequirement.REQUIRED
        && usable.size() == 1
        && usable.getFirst().id().equals(id)
        && factors.primaries(account).stream().allMatch(EnrollableFactor.class::isInstance);
  }

  private void settleMethod(HeldAccount held, SignInId session, Origin origin) {
    Account now = accounts.find(held.id()).orElseThrow();
    if (factors.primaryFor(now).isEmpty()) {
      factors.primaries(now).stream()
          .findFirst()
          .ifPresentOrElse(
              factor -> use(held, session, factor.method(), origin),
              () -> accounts.setMethod(held, null));
    }
  }

  private void use(HeldAccount held, SignInId session, String method, Origin origin) {
    String before = held.account().method();
    accounts.setMethod(held, method);
    if (before != null && !before.equals(method)) {
      events.publish(new AccountEvent.MethodChanged(held.id(), session, before, method), origin);
    }
  }

  private Optional<HeldForChange.Open> begun(Visitor visitor) {
    return sessions
        .take(visitor)
        .open()
        .filter(open -> store.isBegun(visitor.signIn(), Change.DEVICE));
  }
}
