package org.sallyport.gate.secondfactor.brake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;

/**
 * The brakes on SMS: pumping, by which somebody earns from messages to numbers of their own, shows
 * as codes that nobody enters (docs/adr/0109).
 */
public interface SmsBrakes {

  /**
   * Until when no SMS is sent to a number.
   *
   * @param phone in E.164
   * @param isNew whether nobody has verified the number yet
   */
  Optional<Instant> until(String phone, boolean isNew);

  /** The brakes that are on, the latest first. */
  List<SmsBrake> inForce();

  /** The figures of the period that the brakes look at, the most codes first; at most 50. */
  List<BlockFigures> figures();

  /** The period that the brakes look at. */
  Duration window();

  /**
   * Ends a brake. The figures begin anew, so it comes on again only by codes sent from now on.
   *
   * @param since when it was put on, as the admin was shown it
   * @return false if it is no longer on, or was put on anew
   */
  boolean release(String block, Instant since, Actor by, Origin origin);
}
