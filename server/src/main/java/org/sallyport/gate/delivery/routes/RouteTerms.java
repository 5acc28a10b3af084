package org.sallyport.gate.delivery.routes;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says of a route.
 *
 * @param name chosen by the operator, unique in its channel
 * @param weight its share among routes of the same price; at least 1
 * @param price of one message, in the currency of the installation; null if not known, which counts
 *     as dearer than any price
 */
public record RouteTerms(String name, int weight, @Nullable BigDecimal price) {

  /** Compares two prices. */
  int comparePrice(RouteTerms other) {
    if (price == null || other.price == null) {
      return Boolean.compare(price == null, other.price == null);
    }
    return price.compareTo(other.price);
  }
}
