package org.sallyport.staff.admin.status;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A background task as shown.
 *
 * @param name what it does, in words
 * @param state of the last run: "none", "started", "success" or "error"
 * @param lastAt when that began; null if it never ran
 * @param failure the class of what it failed with; null if it did not
 */
public record TaskLine(
    String name, String state, @Nullable ZonedDateTime lastAt, @Nullable String failure) {}
