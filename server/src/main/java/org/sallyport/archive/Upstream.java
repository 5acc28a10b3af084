package org.sallyport.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sallyport.installation.Installation;
import org.springframework.stereotype.Component;

/**
 * The HTTP connection to the archive. It follows no redirects and uses no proxy. A Forwarded header
 * (RFC 7239) names the installation's public address, so that URLs in the archive's responses refer
 * to the gateway. Headers of clients are not passed on, except for those that the caller passes
 * explicitly.
 */
@Component
class Upstream {
  private final HttpClient http;
  private final ArchiveProperties properties;
  private final String forwarded;
  private final @Nullable String credentials;
  private final Clock clock;
  private final AtomicReference<@Nullable Instant> downSince = new AtomicReference<>();

  Upstream(ArchiveProperties properties, Installation installation, Clock clock) {
    this.properties = properties;
    this.clock = clock;
    URI home = installation.publicUrl();
    this.forwarded = "host=" + home.getRawAuthority() + ";proto=" + home.getScheme();
    this.credentials = credentials(properties);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(properties.connectTimeout())
            .build();
  }

  /** Since when the archive has not answered; empty if the last request was answered. */
  Optional<Instant> downSince() {
    return Optional.ofNullable(downSince.get());
  }

  /**
   * Requests a path below the root of the services. The caller must close the response's body.
   *
   * @param path validated or built by this module, with its query
   * @param accept null if the archive may choose
   * @param range null for all of it
   * @throws ArchiveUnreachable if the archive does not answer, or with a status that is not
   *     specific to this request
   */
  HttpResponse<InputStream> get(String path, @Nullable String accept, @Nullable String range) {
    HttpResponse<InputStream> response = send(request(path, accept, range));
    int status = response.statusCode();
    if (isAnswer(status)) {
      downSince.set(null);
      return response;
    }
    discard(response);
    throw down(new ArchiveUnreachable("the archive answered " + status));
  }

  /**
   * Requests a URL of the archive's server outside of the DICOMweb services.
   *
   * @param url built by this module
   * @param body sent with POST; null for GET
   */
  HttpResponse<InputStream> beside(URI url, @Nullable String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(properties.answerTimeout());
    header(request, "Authorization", credentials);
    if (body != null) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return send(request.build());
  }

  /** Closes a response without reading it; an unfinished body closes its connection. */
  static void discard(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      body.skipNBytes(0);
    } catch (IOException e) {
      // The response is not needed any more.
    }
  }

  InputStream body(HttpResponse<InputStream> response) {
    return new PatientStream(response.body(), properties.idleTimeout());
  }

  private HttpResponse<InputStream> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw down(new ArchiveUnreachable("the archive does not answer", e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveUnreachable("interrupted", e);
    }
  }

  private HttpRequest request(String path, @Nullable String accept, @Nullable String range) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(properties.root() + "/" + path))
            .timeout(properties.answerTimeout())
            .header("Forwarded", forwarded)
            .GET();
    header(request, "Authorization", credentials);
    header(request, "Accept", accept);
    header(request, "Range", range);
    return request.build();
  }

  private static void header(HttpRequest.Builder request, String name, @Nullable String value) {
    if (value != null) {
      request.header(name, value);
    }
  }

  private ArchiveUnreachable down(ArchiveUnreachable fault) {
    downSince.compareAndSet(null, clock.instant());
    return fault;
  }

  /**
   * Whether the status answers this request. A redirect, rejected credentials and an unavailable
   * server do not. 500 does: Orthanc returns it for single objects that it cannot render.
   */
  private static boolean isAnswer(int status) {
    return switch (status) {
      case 200, 204, 206, 400, 404, 406, 410, 415, 416, 500, 501 -> true;
      default -> false;
    };
  }

  private static @Nullable String credentials(ArchiveProperties properties) {
    if (properties.username() == null) {
      return null;
    }
    String pair = properties.username() + ":" + properties.password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
