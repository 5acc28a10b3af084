package org.sallyport.gate.delivery.sms.risk;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts to the service. Redirects are not followed, an answer has a size and one deadline. What is
 * sent has a number or a secret, so no exception has it in its text.
 */
final class CamaraHttp implements AutoCloseable {
  private static final int MOST_BYTES = 64 << 10;

  private final HttpClient client;
  private final Duration timeout;

  CamaraHttp(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(ProxySelector.getDefault())
            .build();
  }

  /** The longest wait for one answer. */
  Duration timeout() {
    return timeout;
  }

  /**
   * An answer.
   *
   * @param body empty if it is no object of JSON
   */
  record Answer(int status, Map<String, Object> body) {
    /** Omits the body, which may have a token. */
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /**
   * Posts a body.
   *
   * @throws IOException if there is no answer in time
   */
  Answer post(URI to, String contentType, String authorization, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(timeout)
            .header("Content-Type", contentType)
            .header("Accept", "application/json")
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            request,
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
    try {
      HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), object(response.body()));
    } catch (TimeoutException e) {
      throw new IOException("took too long", e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static Map<String, Object> object(String body) {
    try {
      Map<String, Object> parsed = JSONObjectUtils.parse(body);
      return parsed == null ? Map.of() : parsed; // the parser returns null for "null"
    } catch (ParseException e) {
      return Map.of();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
