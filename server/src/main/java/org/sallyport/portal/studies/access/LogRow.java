package org.sallyport.portal.studies.access;

import java.time.ZonedDateTime;

/**
 * A line of a study's access log, as text.
 *
 * @param id its number; later lines have higher ones
 * @param who name of the account, or the address of a guest
 * @param action what was done, and why it was possible
 * @param place IP address, with its location if known
 */
public record LogRow(
    long id, ZonedDateTime at, String who, String action, String place, String browser) {}
