package org.sallyport.connect.oidc.examination;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.NestedExceptionUtils;

/** Asks addresses over HTTP; redirects are not followed. */
final class ExaminedAddress {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

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
    try {
      return new Answered(
          send(
                  HttpRequest.newBuilder(URI.create(address)).HEAD(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode());
    } catch (IOException e) {
      String why = NestedExceptionUtils.getMostSpecificCause(e).getMessage();
      return new NotAnswered(Objects.requireNonNullElse(why, "no connection"));
    }
  }

  /** Fetches a page; empty if nothing answers. */
  static Optional<Page> page(URI address) {
    try {
      HttpResponse<String> answer =
          send(HttpRequest.newBuilder(address), HttpResponse.BodyHandlers.ofString());
      return Optional.of(new Page(answer.body(), answer.headers().firstValue("Date").orElse("")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      return client.send(request.timeout(TIMEOUT).build(), body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
