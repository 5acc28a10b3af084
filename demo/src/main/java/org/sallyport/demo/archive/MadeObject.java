package org.sallyport.demo.archive;

import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that the demo makes itself.
 *
 * @param tags its attributes besides those of the study, by their keywords
 * @param content a picture or document as a data URL (RFC 2397); null if the attributes say it all,
 *     or if there is a file
 * @param file a DICOM file of which the attributes are changed; null if the archive makes one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MadeObject(Map<String, Object> tags, @Nullable String content, byte @Nullable [] file) {
  MadeObject(Map<String, Object> tags, @Nullable String content) {
    this(tags, content, null);
  }

  static MadeObject of(Map<String, Object> tags, String type, byte[] content) {
    return new MadeObject(
        tags, "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content));
  }
}
