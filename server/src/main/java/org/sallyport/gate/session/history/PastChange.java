package org.sallyport.gate.session.history;

import java.time.Instant;
import org.sallyport.platform.events.DomainEvent;

/**
 * A change of an account in its login history (rules 28, 36).
 *
 * @param kept whether the row of the session that made it is still stored, so that it can be
 *     reported
 * @param reported whether the owner reported its session as somebody else's
 */
public record PastChange(
    DomainEvent event,
    Instant at,
    String address,
    String browser,
    boolean kept,
    boolean reported) {}
