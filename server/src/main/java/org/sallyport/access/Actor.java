package org.sallyport.access;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;

/**
 * Who acts on somebody else's account.
 *
 * @param account the admin's own account; null for a system user at the command line, who is known
 *     by no second factor
 * @param name as the audit log names them
 */
public record Actor(@Nullable AccountId account, String name) {}
