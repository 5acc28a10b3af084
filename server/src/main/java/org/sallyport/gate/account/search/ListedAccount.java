package org.sallyport.gate.account.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Role;
import org.sallyport.platform.ids.AccountId;

/**
 * An account in the list of all, without its contacts.
 *
 * @param method the current second factor; null until one was chosen, "none" by the owner's choice
 * @param linked methods of which it has a device
 * @param groups names of its practices and departments
 * @param lastSignIn when a sign-in was last completed; null if none is recorded
 */
public record ListedAccount(
    AccountId id,
    String username,
    String name,
    Role role,
    AccountState state,
    @Nullable String method,
    List<String> linked,
    List<String> groups,
    Instant createdAt,
    @Nullable Instant lastSignIn) {}
