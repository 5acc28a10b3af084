package org.sallyport.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says to one setting.
 *
 * @param is its value where the operator sets none; null leaves the product's own
 * @param atMost the most that can be set
 * @param atLeast the least that can be set
 * @param only the one value that can be set
 * @param aboveZeroNeeds the setting that must be set, too, for more than nothing
 */
record Clause(
    @Nullable String is,
    @Nullable String atMost,
    @Nullable String atLeast,
    @Nullable String only,
    @Nullable String aboveZeroNeeds) {

  /** Reads one entry of the file: a plain value, or a map of the parts. */
  static Clause of(Object entry) {
    return entry instanceof Map<?, ?> parts
        ? new Clause(
            text(parts, "is"),
            text(parts, "at-most"),
            text(parts, "at-least"),
            text(parts, "only"),
            text(parts, "above-zero-needs"))
        : new Clause(entry.toString(), null, null, null, null);
  }

  private static @Nullable String text(Map<?, ?> parts, String key) {
    Object value = parts.get(key);
    return value == null ? null : value.toString();
  }
}
