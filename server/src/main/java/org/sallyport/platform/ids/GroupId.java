package org.sallyport.platform.ids;

import java.util.UUID;

/** A practice or a department. */
public record GroupId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
