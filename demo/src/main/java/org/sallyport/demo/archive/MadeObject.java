package org.sallyport.demo.archive;

import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that the demo makes itself.
 *
 * @param tags its attributes besides those of the study, by their keywords
 * @param content a picture or document as a data URL (RFC 2397); null if the attributes say it all
 */
record MadeObject(Map<String, Object> tags, @Nullable String content) {
  static MadeObject of(Map<String, Object> tags, String type, byte[] content) {
    return new MadeObject(
        tags, "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content));
  }
}
