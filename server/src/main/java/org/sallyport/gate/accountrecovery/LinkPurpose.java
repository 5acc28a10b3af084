package org.sallyport.gate.accountrecovery;

import java.util.Locale;

/** The purpose of a link. A link is valid only for its own purpose. */
public enum LinkPurpose {
  ACTIVATION,
  PASSWORD;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
