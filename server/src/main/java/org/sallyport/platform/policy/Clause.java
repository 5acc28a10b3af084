package org.sallyport.platform.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy's entry for one setting.
 *
 * @param is default value if the operator sets none; null keeps the product's default
 * @param atMost the maximum
 * @param atLeast the minimum
 * @param only the only value allowed, or several with {@link #OR} between them
 * @param never a value that is not allowed
 * @param aboveZeroNeeds another setting that must be set for a value above zero
 * @param needed "true" if the operator must set it
 */
record Clause(
    @Nullable String is,
    @Nullable String atMost,
    @Nullable String atLeast,
    @Nullable String only,
    @Nullable String never,
    @Nullable String aboveZeroNeeds,
    @Nullable String needed) {
  /** A regular expression. */
  static final String OR = "\\|";

  /** Parses one entry of the file: a plain value, or a map of constraints. */
  static Clause of(Object entry) {
    return entry instanceof Map<?, ?> parts
        ? new Clause(
            text(parts, "is"),
            text(parts, "at-most"),
            text(parts, "at-least"),
            text(parts, "only"),
            text(parts, "never"),
            text(parts, "above-zero-needs"),
            text(parts, "needed"))
        : new Clause(entry.toString(), null, null, null, null, null, null);
  }

  private static @Nullable String text(Map<?, ?> parts, String key) {
    Object value = parts.get(key);
    return value == null ? null : value.toString();
  }
}
