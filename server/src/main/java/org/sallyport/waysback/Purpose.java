package org.sallyport.waysback;

import java.util.Locale;

/** What a link is for. One made for the one is worthless for the other. */
enum Purpose {
  ACTIVATION,
  PASSWORD;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
