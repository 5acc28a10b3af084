package org.sallyport.selfservice.browsers;

import java.time.ZonedDateTime;
import org.sallyport.ids.TrustedBrowserId;

/**
 * A remembered browser (rule 22).
 *
 * @param browser in words, for example "Firefox 145 on Windows"
 * @param address where it was last seen
 * @param current whether the page is read in it
 */
public record BrowserRow(
    TrustedBrowserId id,
    String browser,
    String address,
    ZonedDateTime firstUsedAt,
    ZonedDateTime lastUsedAt,
    ZonedDateTime endsAt,
    boolean current) {}
