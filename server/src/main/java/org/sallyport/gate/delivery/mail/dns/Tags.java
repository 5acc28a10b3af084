package org.sallyport.gate.delivery.mail.dns;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A list of tags and values, as in the records of DKIM and DMARC (RFC 6376 section 3.2). */
final class Tags {
  private final Map<String, String> values = new HashMap<>();

  Tags(String text) {
    for (String pair : text.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(
            pair.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            pair.substring(equals + 1).replaceAll("\\s", ""));
      }
    }
  }

  /** The value of a tag, without white space; a default if it is not there. */
  String of(String tag, String otherwise) {
    return values.getOrDefault(tag, otherwise);
  }
}
