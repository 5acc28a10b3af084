package org.sallyport.gate.secondfactor.enrollment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All linked devices of an account, across factors: five at most (rule 29). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Devices {
  /** The maximum number of devices of an account. */
  public static final int MAX_DEVICES = 5;

  private final List<EnrollableFactor> all;
  private final SecondFactors factors;
  private final Accounts accounts;

  /**
   * The devices of an account, oldest first, also those of factors that are currently not allowed:
   * if one of these is lost, it must be removed before its factor is allowed again.
   */
  public List<Device> of(AccountId account) {
    return of(all, account);
  }

  /** The devices that are accepted at a sign-in, oldest first. */
  public List<Device> usable(AccountId account) {
    return of(factors.linkable(), account);
  }

  private static List<Device> of(List<EnrollableFactor> factors, AccountId account) {
    return factors.stream()
        .flatMap(factor -> factor.devices(account).stream())
        .sorted(Comparator.comparing(Device::linkedAt))
        .toList();
  }

  /** Confirms a pending enrollment. */
  @Transactional(propagation = Propagation.MANDATORY)
  public EnrollmentResult confirm(
      EnrollableFactor factor, HeldAccount held, SignIn session, String answer, String name) {
    if (of(held.id()).size() >= MAX_DEVICES) {
      return new EnrollmentResult.NotConfirmed(Messages.text("factor.device.most", MAX_DEVICES));
    }
    EnrollmentResult enrollmentResult = factor.confirm(held, session, answer, name);
    if (enrollmentResult instanceof EnrollmentResult.Linked) {
      accounts.setLinked(held, factor.method(), true);
    }
    return enrollmentResult;
  }

  /** Removes a device; empty if the account has none with that id. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Device> unlink(HeldAccount held, DeviceId id) {
    for (EnrollableFactor factor : all) {
      Optional<Device> device = factor.unlink(held, id);
      if (device.isPresent()) {
        boolean more = !factor.devices(held.id()).isEmpty();
        accounts.setLinked(held, factor.method(), more);
        return device;
      }
    }
    return Optional.empty();
  }
}
