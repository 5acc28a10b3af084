package org.sallyport.connect.oidc.examination;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sallyport.platform.http.HttpAnswer;
import org.sallyport.platform.http.OutgoingHttp;
import org.springframework.core.NestedExceptionUtils;

/** Asks addresses over HTTP. */
final class ExaminedAddress {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 1 << 20;

  private ExaminedAddress() {}

  /** What came of asking an address. */
  sealed interface Result {}

  /** It answered. */
  record Answered(int status) implements Result {}

  /** It did not, for example because its certificate is not accepted. */
  record NotAnswered(String why) implements Result {}

  /**
   * A page.
   *
   * @param date the time of its server as HTTP has it, or ""
   */
  record Page(String text, String date) {}

  /** Asks for the head of an address, which changes nothing there. */
  static Result head(String address) {
    try (OutgoingHttp http = http()) {
      return new Answered(http.head(URI.create(address)).status());
    } catch (IOException e) {
      String why = NestedExceptionUtils.getMostSpecificCause(e).getMessage();
      return new NotAnswered(Objects.requireNonNullElse(why, "no connection"));
    }
  }

  /** Fetches a page; empty if nothing answers. */
  static Optional<Page> page(URI address) {
    try (OutgoingHttp http = http()) {
      HttpAnswer answer = http.get(address, Map.of());
      return Optional.of(new Page(answer.text(), answer.header("Date").orElse("")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static OutgoingHttp http() {
    return OutgoingHttp.within(TIMEOUT).maxBytes(MAX_BYTES).build();
  }
}
