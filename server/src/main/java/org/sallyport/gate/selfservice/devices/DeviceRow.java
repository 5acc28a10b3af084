package org.sallyport.gate.selfservice.devices;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.DeviceId;

/**
 * A linked device, as pages show it.
 *
 * @param name the name given by its owner
 * @param kind what kind of device it is
 * @param method its factor
 * @param allowed whether it is accepted at a sign-in: its factor may have been switched off
 * @param unused whether it has not been used for so long that it may be lost
 * @param lastUsedAt null if it has not been used since it was linked
 */
public record DeviceRow(
    DeviceId id,
    String name,
    String method,
    String kind,
    boolean allowed,
    boolean unused,
    ZonedDateTime linkedAt,
    @Nullable ZonedDateTime lastUsedAt) {}
