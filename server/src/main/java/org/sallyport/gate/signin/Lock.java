package org.sallyport.gate.signin;

import java.time.ZonedDateTime;

/**
 * A lock as its page shows it.
 *
 * @param reference the reference that the owner gives to the help desk
 */
record Lock(String username, String reference, ZonedDateTime lockedAt, int wrongCodes) {}
