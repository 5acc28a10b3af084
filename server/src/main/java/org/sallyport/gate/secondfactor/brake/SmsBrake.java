package org.sallyport.gate.secondfactor.brake;

import java.time.Instant;

/**
 * A brake that is on.
 *
 * @param block how the numbers begin, for example "+32470"
 * @param since when it was put on; with the block, it names the brake
 * @param until when it ends by itself
 * @param sent the codes for which it was put on
 * @param answered how many of these were entered
 */
public record SmsBrake(
    String block, BrakeScope scope, Instant since, Instant until, int sent, int answered) {}
