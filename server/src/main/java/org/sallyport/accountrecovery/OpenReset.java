package org.sallyport.accountrecovery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;

/**
 * A reset that is asked for and neither done nor cancelled (rule 39).
 *
 * @param owner whose second factor it resets
 * @param asker the account of the admin who asked; null if it was started at the command line
 * @param askedBy who asked, as the audit log names them
 * @param dueAt when it takes effect if nobody confirms or cancels it
 */
public record OpenReset(
    UUID id,
    AccountId owner,
    String username,
    String name,
    @Nullable AccountId asker,
    String askedBy,
    String reason,
    Instant askedAt,
    Instant dueAt) {}
