package org.sallyport.staff.admin.manage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as the list shows it.
 *
 * @param role as text
 * @param method as text; null if it has none
 * @param groups as text; null if it is in none
 * @param lastSignIn day, as text
 * @param state as text
 * @param grade "good", "warn" or "danger"
 */
public record AccountListRow(
    UUID id,
    String name,
    String username,
    String role,
    @Nullable String method,
    @Nullable String groups,
    String lastSignIn,
    String state,
    String grade) {}
