package org.sallyport.web;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.sallyport.examination.Examination;
import org.sallyport.examination.Examined;
import org.sallyport.examination.Finding;

/**
 * The public address as a browser meets it: name, certificate, and whether the proxy passes on the
 * host and the scheme.
 */
final class PublicAddressExamination implements Examination {
  private static final String ADDRESS = "public address";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofDays(14);

  @Override
  public String subject() {
    return ADDRESS;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    URI url = examined.publicUrl();
    try (HttpClient browser =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      HttpResponse<Void> response =
          browser.send(
              HttpRequest.newBuilder(url.resolve("/login")).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.discarding());
      return List.of(
          problem(url, response)
              .or(() -> expiry(response, examined.clock().instant()))
              .orElseGet(() -> Finding.sound(ADDRESS, url + " answers")));
    } catch (IOException e) {
      return List.of(unreached(url, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static Finding unreached(URI url, IOException failure) {
    Throwable last = failure;
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return Finding.error(
            ADDRESS, "sallyport.public-url: no host of the name " + url.getHost() + " is found");
      }
      last = cause;
    }
    if (failure instanceof SSLException) {
      return Finding.error(
          ADDRESS,
          url
              + ": the certificate is not accepted: "
              + Objects.requireNonNullElse(last.getMessage(), ""));
    }
    return failure instanceof ConnectException
        ? Finding.warning(ADDRESS, "nothing answers at " + url + "; is the server running?")
        : Finding.error(ADDRESS, url + ": " + failure.getMessage());
  }

  private static Optional<Finding> problem(URI url, HttpResponse<Void> response) {
    int status = response.statusCode();
    if (status == 421) {
      return Optional.of(
          Finding.error(
              ADDRESS, url + ": the proxy does not pass on the Host header as browsers send it"));
    }
    if (status == 502 || status == 503 || status == 504) {
      return Optional.of(
          Finding.warning(
              ADDRESS,
              url + ": the proxy finds no server behind it (" + status + "); is it running?"));
    }
    if (status != 200 || response.headers().firstValue("Content-Security-Policy").isEmpty()) {
      return Optional.of(
          Finding.error(ADDRESS, url + " answers " + status + ", not with the sign-in page"));
    }
    boolean unaware =
        url.getScheme().equals("https")
            && response.headers().firstValue("Strict-Transport-Security").isEmpty();
    return unaware
        ? Optional.of(
            Finding.error(
                ADDRESS,
                url
                    + ": the server does not see that the request came by https; the proxy must set X-Forwarded-Proto,"
                    + " and be one of sallyport.trusted-proxies"))
        : Optional.empty();
  }

  private static Optional<Finding> expiry(HttpResponse<Void> response, Instant now) {
    return response
        .sslSession()
        .flatMap(
            session -> {
              try {
                return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate.getNotAfter().toInstant())
                    : Optional.empty();
              } catch (SSLPeerUnverifiedException e) {
                return Optional.empty();
              }
            })
        .filter(end -> end.isBefore(now.plus(SOON)))
        .map(end -> Finding.warning(ADDRESS, "the certificate ends on " + end));
  }
}
