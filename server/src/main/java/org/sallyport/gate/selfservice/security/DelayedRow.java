package org.sallyport.gate.selfservice.security;

import java.time.ZonedDateTime;
import java.util.UUID;

/**
 * A delayed change, as the security page shows it.
 *
 * @param what its description, for example "Your mobile number becomes +32 ••• •• •• 84"
 * @param dueAt when it takes effect unless it is stopped
 */
public record DelayedRow(UUID id, String what, ZonedDateTime requestedAt, ZonedDateTime dueAt) {}
