package org.sallyport.connect.oidc.own;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application as the owner of an account sees it.
 *
 * @param signedInAt the last sign-in that is not over; null if there is none
 * @param allowed what it may read by consent, in words; empty if no consent was asked for
 */
public record OwnApplication(
    UUID id, String name, @Nullable ZonedDateTime signedInAt, List<String> allowed) {}
