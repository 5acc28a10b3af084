package org.sallyport.gate.secondfactor.otp.brake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.secondfactor.brake.BlockFigures;
import org.sallyport.gate.secondfactor.brake.BrakeScope;
import org.sallyport.gate.secondfactor.brake.SmsBrake;
import org.sallyport.gate.secondfactor.brake.SmsBrakes;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The brakes that all nodes share. */
@Component
@RequiredArgsConstructor
class StoredBrakes implements SmsBrakes {
  /** What is known about a code so soon after it was sent says nothing. */
  private static final Duration TO_ENTER = Duration.ofMinutes(3);

  private static final int MOST_SHOWN = 50;

  private final BrakeStore store;
  private final BrakeProperties properties;
  private final DomainEvents events;
  private final Clock clock;

  @Override
  public Optional<Instant> until(String phone, boolean isNew) {
    return properties.enabled()
        ? store
            .of(Phones.block(phone), clock.instant())
            .filter(brake -> isNew || brake.scope() == BrakeScope.ALL)
            .map(SmsBrake::until)
        : Optional.empty();
  }

  @Override
  public List<SmsBrake> inForce() {
    return properties.enabled() ? store.inForce(clock.instant()) : List.of();
  }

  @Override
  public List<BlockFigures> figures() {
    return figures(MOST_SHOWN);
  }

  /** The figures of so many blocks at most, those with the most codes. */
  List<BlockFigures> figures(int blocks) {
    Instant now = clock.instant();
    return store.figures(now.minus(properties.window()), now.minus(TO_ENTER), now, blocks);
  }

  @Override
  public Duration window() {
    return properties.window();
  }

  @Override
  @Transactional
  public boolean release(String block, Instant since, Actor by, Origin origin) {
    if (!store.release(block, since, clock.instant(), by)) {
      return false;
    }
    events.publish(new SystemEvent.SmsBrakeReleased(block, by.name(), by.reason()), origin);
    return true;
  }
}
