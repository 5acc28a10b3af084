package org.sallyport.portal.sharing.guest.code;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.platform.ids.ShareSessionId;
import org.sallyport.portal.sharing.guest.LinkedShare;

/**
 * The newest code of a browser that followed a link.
 *
 * @param digits how many digits it has
 * @param delivery what became of its message; null if that is not known
 * @param again when the next one can be sent; null if none can any more
 */
public record AskedCode(
    ShareSessionId session,
    LinkedShare share,
    String tag,
    int digits,
    Instant sentAt,
    Instant expiresAt,
    @Nullable Delivery delivery,
    @Nullable Instant again,
    int triesLeft) {}
