package org.sallyport.signin;

import java.time.ZonedDateTime;

/**
 * A lock as its page shows it.
 *
 * @param reference what the owner tells the desk
 */
record Lock(String username, String reference, ZonedDateTime lockedAt, int wrongCodes) {}
