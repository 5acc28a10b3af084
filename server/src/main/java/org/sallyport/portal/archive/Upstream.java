package org.sallyport.portal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.tracing.Step;
import org.sallyport.platform.tracing.TracedStep;
import org.sallyport.platform.tracing.Tracing;
import org.springframework.stereotype.Component;

/**
 * Requests to the archive. A Forwarded header (RFC 7239) names the installation's public address,
 * so that URLs in the archive's responses refer to the gateway. Headers of clients are not passed
 * on, except for those that the caller passes explicitly.
 */
@Component
class Upstream {
  private final ArchiveHttp http;
  private final ArchiveProperties properties;
  private final String forwarded;
  private final @Nullable String credentials;
  private final ArchiveHealth health;
  private final Tracing tracing;

  Upstream(
      ArchiveHttp http,
      ArchiveProperties properties,
      Installation installation,
      ArchiveHealth health,
      Tracing tracing) {
    this.http = http;
    this.properties = properties;
    this.health = health;
    this.tracing = tracing;
    URI home = installation.publicUrl();
    this.forwarded = "host=" + home.getRawAuthority() + ";proto=" + home.getScheme();
    this.credentials = credentials(properties);
  }

  /**
   * The archive's response.
   *
   * @param body must be closed; before its end, closing it closes the connection
   */
  record Answer(int statusCode, HttpHeaders headers, InputStream body) {}

  /** Since when the archive has not answered; empty if the last request was answered. */
  Optional<Instant> downSince() {
    return health.failingSince();
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
  Answer get(String path, @Nullable String accept, @Nullable String range) {
    return traced(request(URI.create(properties.root() + "/" + path), accept, range), path);
  }

  /** Sends a request as a step of the current trace, which the archive can join. */
  private Answer traced(HttpUriRequestBase request, String path) {
    try (TracedStep step = tracing.begin(Step.ARCHIVE)) {
      step.request(request.getMethod(), path);
      step.headers(request::setHeader);
      try {
        Answer response = answer(request);
        step.status(response.statusCode());
        return response;
      } catch (ArchiveUnreachable e) {
        step.failed(e);
        throw e;
      }
    }
  }

  private Answer answer(HttpUriRequestBase request) {
    long begun = System.nanoTime();
    Answer response = send(request, begun);
    int status = response.statusCode();
    if (isAnswer(status)) {
      health.answeredAfter(System.nanoTime() - begun);
      return response;
    }
    discard(response);
    health.unreachableAfter(System.nanoTime() - begun);
    throw new ArchiveUnreachable("the archive answered " + status);
  }

  /**
   * Requests a URL of the archive's server outside of the DICOMweb services.
   *
   * @param url built by this module
   * @throws ArchiveUnreachable as {@link #get}
   */
  Answer getBeside(URI url) {
    return traced(request(url, null, null), url.getRawPath());
  }

  /**
   * Sends text to a URL of the archive's server outside of the DICOMweb services.
   *
   * @param url built by this module
   * @throws ArchiveUnreachable as {@link #get}
   */
  Answer postBeside(URI url, String body) {
    HttpPost request = new HttpPost(url);
    header(request, "Authorization", credentials);
    request.setEntity(new StringEntity(body, ContentType.TEXT_PLAIN));
    return traced(request, url.getRawPath());
  }

  /**
   * Sends an object to a path below the root of the services.
   *
   * @param path built by this module
   * @return the status of the answer
   * @throws ArchiveUnreachable if the archive does not answer
   */
  int store(String path, ContentType type, byte[] body) {
    HttpPost request = new HttpPost(URI.create(properties.root() + "/" + path));
    request.setHeader("Forwarded", forwarded);
    request.setHeader("Accept", "application/dicom+json");
    header(request, "Authorization", credentials);
    request.setEntity(new ByteArrayEntity(body, type));
    long begun = System.nanoTime();
    try (TracedStep step = tracing.begin(Step.ARCHIVE)) {
      step.request(request.getMethod(), path);
      step.headers(request::setHeader);
      Answer answer = send(request, begun);
      step.status(answer.statusCode());
      discard(answer);
      return answer.statusCode();
    }
  }

  /** Closes a response without reading it; an unfinished body closes its connection. */
  static void discard(Answer response) {
    try (InputStream body = response.body()) {
      body.skipNBytes(0);
    } catch (IOException e) {
      // The response is not needed any more.
    }
  }

  InputStream body(Answer response) {
    return new IdleTimeoutInputStream(response.body(), properties.idleTimeout());
  }

  private Answer send(HttpUriRequestBase request, long begun) {
    try {
      ClassicHttpResponse response = http.send(request);
      return new Answer(response.getCode(), headers(response), UpstreamBody.of(response, request));
    } catch (IOException e) {
      health.unreachableAfter(System.nanoTime() - begun);
      throw new ArchiveUnreachable("the archive does not answer", e);
    }
  }

  private static HttpHeaders headers(ClassicHttpResponse response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      headers.computeIfAbsent(header.getName(), name -> new ArrayList<>(1)).add(header.getValue());
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  private HttpUriRequestBase request(URI url, @Nullable String accept, @Nullable String range) {
    HttpGet request = new HttpGet(url);
    request.setHeader("Forwarded", forwarded);
    header(request, "Authorization", credentials);
    header(request, "Accept", accept);
    header(request, "Range", range);
    return request;
  }

  private static void header(HttpUriRequestBase request, String name, @Nullable String value) {
    if (value != null) {
      request.setHeader(name, value);
    }
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

  static @Nullable String credentials(ArchiveProperties properties) {
    if (properties.username() == null) {
      return null;
    }
    String pair = properties.username() + ":" + properties.password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
