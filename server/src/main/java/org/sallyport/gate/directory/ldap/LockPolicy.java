package org.sallyport.gate.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a domain locks an account (lockoutThreshold, lockOutObservationWindow). A stricter policy
 * for some people (a fine-grained one) is not seen.
 *
 * @param threshold the number of wrong passwords that locks; 0 for none
 * @param window the time without one after which they no longer count
 */
public record LockPolicy(int threshold, Duration window) {
  private static final long INTERVALS_PER_MILLI = 10_000;

  /** The policy of the domain, from its root entry; null if it says nothing of it. */
  static @Nullable LockPolicy read(LDAPConnection connection, String root) throws LDAPException {
    SearchResultEntry entry =
        connection.getEntry(root, "lockoutThreshold", "lockOutObservationWindow");
    Integer threshold = entry == null ? null : entry.getAttributeValueAsInteger("lockoutThreshold");
    Long window = entry == null ? null : entry.getAttributeValueAsLong("lockOutObservationWindow");
    return threshold == null || window == null
        ? null
        : new LockPolicy(threshold, Duration.ofMillis(-window / INTERVALS_PER_MILLI));
  }
}
