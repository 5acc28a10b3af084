package org.sallyport.staff.scim;

import java.time.Clock;
import java.time.Duration;
import org.sallyport.gate.directory.sync.StoppedSyncs;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.staff.scim.users.UserStore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stops an identity system that disables too many in an hour, as a directory that says that too
 * many have left: nobody is disabled then until an admin has seen who they are.
 */
@Component
public class ScimBrake {
  private static final String SOURCE = StoppedSyncs.IDENTITY_SYSTEM;

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int MOST = 10;
  private static final int MOST_PERCENT = 5;
  private static final int PERCENT = 100;
  private static final String REASON = "disabled in the identity system";

  private final UserStore users;
  private final StoppedSyncs stopped;
  private final DomainEvents events;
  private final Clock clock;

  ScimBrake(UserStore users, StoppedSyncs stopped, DomainEvents events, Clock clock) {
    this.users = users;
    this.stopped = stopped;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Lets one more account be disabled. Disablings take turns, so the count is exact.
   *
   * @throws ScimStopped if it would be too many, which the admins are told
   */
  @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = ScimStopped.class)
  public void pass(AccountId account, Origin origin) throws ScimStopped {
    boolean isStopped = stopped.of(SOURCE).filter(state -> state.stoppedAt() != null).isPresent();
    int within = users.disabledSince(clock.instant().minus(WINDOW)) + 1;
    int all = users.enabled() + within - 1;
    boolean isTooMany = within > MOST && (long) within * PERCENT > (long) all * MOST_PERCENT;
    if (!isStopped && !isTooMany) {
      return;
    }
    if (isStopped && stopped.take(SOURCE, 1)) {
      stopped.leave(SOURCE, account);
      return;
    }
    stopped.stopFor(SOURCE, account, REASON, all);
    if (stopped.isToBeTold(SOURCE)) {
      events.publish(new SystemEvent.DirectoryStopped(SOURCE, within, all), origin);
    }
    throw new ScimStopped();
  }

  /** The identity system does not want to disable it any more. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stays(AccountId account) {
    stopped.leave(SOURCE, account);
  }
}
