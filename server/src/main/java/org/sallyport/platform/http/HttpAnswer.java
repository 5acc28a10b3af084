package org.sallyport.platform.http;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param headers the first value of each, by its name in any case
 * @param bytes the body as far as it is read
 * @param isCut whether the body is longer than what is read
 * @param certificate of the server; null if the connection was not encrypted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpAnswer(
    int status,
    Map<String, String> headers,
    byte[] bytes,
    boolean isCut,
    @Nullable X509Certificate certificate) {

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** The body as text in UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Omits the body and the headers, which may have tokens. */
  @Override
  public String toString() {
    return "HttpAnswer[" + status + "]";
  }
}
