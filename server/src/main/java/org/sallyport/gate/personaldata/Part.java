package org.sallyport.gate.personaldata;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A section with its rows.
 *
 * @param cut whether there are more rows than these
 */
record Part(String name, List<Map<String, @Nullable Object>> rows, boolean cut) {}
