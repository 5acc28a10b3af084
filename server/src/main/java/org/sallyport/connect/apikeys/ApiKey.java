package org.sallyport.connect.apikeys;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.installation.AddressRange;

/**
 * A key, without its text.
 *
 * @param networks from which it is accepted, as CIDR
 * @param madeBy the admin; null if their account was deleted
 * @param madeAt of the text that is in use
 * @param previousUntil how long the text before it is valid too; null if there is none
 * @param endedAt when an admin ended it; null if none did
 * @param lastUse the last accepted call, to the minute; null if there was none
 * @param lastRefusal the last call that was refused although the key was right, to the hour
 */
public record ApiKey(
    UUID id,
    String name,
    Set<KeyScope> scopes,
    List<String> networks,
    int version,
    @Nullable AccountId madeBy,
    Instant madeAt,
    @Nullable Instant previousUntil,
    Instant expiresAt,
    @Nullable Instant endedAt,
    @Nullable Use lastUse,
    @Nullable Use lastRefusal) {

  /** A call. */
  public record Use(Instant at, String address) {}

  /** Whether programs are let in with it. */
  public boolean isValid(Instant now) {
    return endedAt == null && now.isBefore(expiresAt);
  }

  /** Whether it was refused since it was last accepted. */
  public boolean wasRefusedLast() {
    return lastRefusal != null && (lastUse == null || lastUse.at().isBefore(lastRefusal.at()));
  }

  /** Whether it is accepted from an address. */
  boolean isFor(String address) {
    return networks.stream()
        .flatMap(it -> AddressRange.of(it).stream())
        .anyMatch(it -> it.has(address));
  }
}
