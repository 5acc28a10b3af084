package org.sallyport.connect.entramfa.request;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.SignInId;

/**
 * A request that waits for its answer.
 *
 * @param tenant its name in the settings
 * @param signIn the attempt that it began, or the session that was asked; null if neither
 * @param askedAt when that session was asked; null for an attempt
 */
record StoredRequest(
    UUID id,
    String tenant,
    AskedFactor asked,
    @Nullable SignInId signIn,
    @Nullable Instant askedAt) {

  /** The attempt that it began; null if it began none. */
  @Nullable SignInId attempt() {
    return askedAt == null ? signIn : null;
  }

  /** Its page. */
  String page() {
    return FactorRequestPage.PATH + "/" + id;
  }
}
