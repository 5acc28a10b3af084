package org.sallyport.platform.ids;

import java.util.UUID;

/** A session of somebody who opened a share by its mailed link. */
public record ShareSessionId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
