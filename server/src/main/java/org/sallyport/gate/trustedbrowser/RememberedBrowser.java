package org.sallyport.gate.trustedbrowser;

import java.time.Instant;
import org.sallyport.platform.ids.TrustedBrowserId;

/** A remembered browser, as shown to its owner in the settings. */
public record RememberedBrowser(
    TrustedBrowserId id,
    String browser,
    String address,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt) {}
