package org.sallyport.gate.account.search;

import org.sallyport.gate.account.Role;
import org.sallyport.platform.ids.AccountId;

/**
 * An account that a search found, without its contacts.
 *
 * @param invited whether it has no password yet
 */
public record FoundAccount(
    AccountId id,
    String username,
    String name,
    Role role,
    boolean disabled,
    boolean locked,
    boolean invited) {}
