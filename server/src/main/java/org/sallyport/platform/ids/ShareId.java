package org.sallyport.platform.ids;

import java.util.UUID;

/** A share: one act that made studies accessible to a receiver. */
public record ShareId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
