package org.sallyport.connect.oidc.request;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its person.
 *
 * @param client the row of its client
 * @param createdAt when the application asked
 * @param chosenAt when the account was chosen; null if it was not
 * @param answeredAt when the application got its answer; null if it has none
 */
record StoredRequest(
    UUID id,
    UUID client,
    Parameters parameters,
    Instant createdAt,
    @Nullable Instant chosenAt,
    @Nullable Instant answeredAt) {}
