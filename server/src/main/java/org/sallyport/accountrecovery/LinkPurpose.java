package org.sallyport.accountrecovery;

import java.util.Locale;

/** What a link is for. One made for the one is worthless for the other. */
enum LinkPurpose {
  ACTIVATION,
  PASSWORD;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
