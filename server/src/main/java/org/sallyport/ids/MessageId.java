package org.sallyport.ids;

import java.util.UUID;

/** A message on its way to a person. */
public record MessageId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
