package org.sallyport.gate.selfservice.browsers;

import java.time.ZonedDateTime;
import org.sallyport.platform.ids.TrustedBrowserId;

/**
 * A remembered browser (rule 22).
 *
 * @param browser its description, for example "Firefox 145 on Windows"
 * @param address the address of its last use
 * @param current whether the page is viewed in it
 */
public record BrowserRow(
    TrustedBrowserId id,
    String browser,
    String address,
    ZonedDateTime firstUsedAt,
    ZonedDateTime lastUsedAt,
    ZonedDateTime endsAt,
    boolean current) {}
