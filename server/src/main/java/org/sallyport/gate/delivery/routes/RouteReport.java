package org.sallyport.gate.delivery.routes;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;

/**
 * A route, and what it took in the last 24 hours.
 *
 * @param messages that it was given
 * @param takenOver of these, those that another route did not take before
 * @param cost of those that it accepted or may have accepted; 0 if no price is set
 * @param failingSince since when others are asked before it; null if it works
 * @param reason of its last failure, as text; null if it works
 */
public record RouteReport(
    Channel channel,
    String name,
    int messages,
    int takenOver,
    BigDecimal cost,
    @Nullable Instant failingSince,
    @Nullable String reason) {}
