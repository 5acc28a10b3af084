package org.sallyport.secondfactor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.DeviceId;

/**
 * Something that is linked to an account and opens its second door.
 *
 * @param method its factor
 * @param name as its owner calls it
 * @param kind what it is, for example "Authenticator app"
 * @param lastUsedAt null if it was not used since it was linked
 */
public record Device(
    DeviceId id,
    String method,
    String name,
    String kind,
    Instant linkedAt,
    @Nullable Instant lastUsedAt) {}
