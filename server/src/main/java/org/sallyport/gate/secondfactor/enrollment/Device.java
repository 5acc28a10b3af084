package org.sallyport.gate.secondfactor.enrollment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.DeviceId;

/**
 * A device enrolled as a second factor of an account.
 *
 * @param method its factor
 * @param name its owner's name for it
 * @param kind for example "Authenticator app"
 * @param lastUsedAt null if it has not been used since it was linked
 */
public record Device(
    DeviceId id,
    String method,
    String name,
    String kind,
    Instant linkedAt,
    @Nullable Instant lastUsedAt) {}
