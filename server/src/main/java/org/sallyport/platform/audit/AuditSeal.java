package org.sallyport.platform.audit;

import java.time.Instant;

/**
 * A seal of the chain: the link that was last at a time.
 *
 * @param number of the link
 * @param hash of the link, in hex
 * @param verified whether all links up to this one were verified when the seal was made
 * @param genuine whether this application made it, not somebody in the database
 */
record AuditSeal(long number, String hash, Instant at, boolean verified, boolean genuine) {}
