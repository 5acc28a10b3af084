package org.sallyport.platform.ids;

import java.util.UUID;

/** An outgoing message. */
public record MessageId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
