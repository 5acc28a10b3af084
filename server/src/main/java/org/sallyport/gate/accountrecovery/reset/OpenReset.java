package org.sallyport.gate.accountrecovery.reset;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;

/**
 * A requested reset that is neither done nor cancelled (rule 39).
 *
 * @param owner the account whose second factor it resets
 * @param requester the account that requested it; null if it was started at the command line
 * @param requestedBy who requested it, as named in the audit log
 * @param phoneLost whether it also removes the mobile number
 * @param dueAt when it takes effect if nobody confirms or cancels it
 * @param byHelpDesk whether the help desk requested it, so that two admins must confirm it
 * @param approver the first of these two; null until one did, or if that one no longer is an admin,
 *     or became one again a short time ago
 */
public record OpenReset(
    UUID id,
    AccountId owner,
    String username,
    String name,
    @Nullable AccountId requester,
    String requestedBy,
    String reason,
    boolean phoneLost,
    Instant requestedAt,
    Instant dueAt,
    boolean byHelpDesk,
    @Nullable AccountId approver) {}
