package org.sallyport.staff.admin.status;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.sallyport.gate.secondfactor.brake.SmsBrake;

/**
 * A brake on SMS as text.
 *
 * @param scope the last part of the key that says which messages it stops
 * @param put when it was put on, in milliseconds since 1970-01-01T00:00Z: with the block, it names
 *     the brake in the form
 */
public record BrakeLine(
    String block,
    String scope,
    int sent,
    int answered,
    ZonedDateTime since,
    ZonedDateTime until,
    long put) {

  static BrakeLine of(SmsBrake brake, ZoneId zone) {
    return new BrakeLine(
        brake.block(),
        brake.scope().key(),
        brake.sent(),
        brake.answered(),
        brake.since().atZone(zone),
        brake.until().atZone(zone),
        brake.since().toEpochMilli());
  }
}
