package org.sallyport.edge.web.proxy;

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
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.FailureWords;
import org.sallyport.platform.examination.Finding;

/**
 * The public address as a browser meets it: name, certificate, and whether the proxy passes on the
 * host and the scheme.
 */
final class PublicAddressExamination implements Examination {
  private static final String ADDRESS = "public address";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CERTIFICATE_WARNING = Duration.ofDays(14);

  @Override
  public String subject() {
    return ADDRESS;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    URI url = examined.publicUrl();
    try (HttpClient browser = newClient()) {
      return List.of(finding(examined, signInPage(browser, url)));
    } catch (IOException e) {
      return List.of(unreached(url, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static HttpClient newClient() {
    return HttpClient.newBuilder()
        .connectTimeout(TIMEOUT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  private static HttpResponse<Void> signInPage(HttpClient browser, URI url)
      throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(url.resolve("/login"))
            .timeout(TIMEOUT)
            .header("X-Forwarded-For", ForwardedForProbe.CLAIMED)
            .build(),
        HttpResponse.BodyHandlers.discarding());
  }

  private static Finding finding(Examined examined, HttpResponse<Void> response) {
    URI url = examined.publicUrl();
    return problem(url, response)
        .or(() -> expiry(response, examined.clock().instant()))
        .orElseGet(() -> Finding.sound(ADDRESS, url + " answers"));
  }

  private static Finding unreached(URI url, IOException failure) {
    if (isNameUnknown(failure)) {
      return Finding.error(
          ADDRESS, "sallyport.public-url: no host of the name " + url.getHost() + " is found");
    }
    if (failure instanceof SSLException) {
      return certificateRefused(url, failure);
    }
    return failure instanceof ConnectException
        ? Finding.warning(ADDRESS, "nothing answers at " + url + "; is the server running?")
        : Finding.error(ADDRESS, url + ": " + FailureWords.of(failure));
  }

  private static boolean isNameUnknown(IOException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private static Finding certificateRefused(URI url, IOException failure) {
    return Finding.error(
        ADDRESS, url + ": the certificate is not accepted: " + FailureWords.of(failure));
  }

  private static Optional<Finding> problem(URI url, HttpResponse<Void> response) {
    int status = response.statusCode();
    return switch (status) {
      case 421 -> error(url + ": the proxy does not pass on the Host header as browsers send it");
      case 502, 503, 504 -> noServer(url, status);
      case 200 -> pageProblem(url, response);
      default -> noSignInPage(url, status);
    };
  }

  private static Optional<Finding> noServer(URI url, int status) {
    return Optional.of(
        Finding.warning(
            ADDRESS,
            url + ": the proxy finds no server behind it (" + status + "); is it running?"));
  }

  private static Optional<Finding> noSignInPage(URI url, int status) {
    return error(url + " answers " + status + ", not with the sign-in page");
  }

  private static Optional<Finding> pageProblem(URI url, HttpResponse<Void> response) {
    if (isMissing("Content-Security-Policy", response)) {
      return noSignInPage(url, response.statusCode());
    }
    if (!isMissing(ForwardedForProbe.ANSWER, response)) {
      return error(
          url
              + ": the proxy passes on the address that a client claims in X-Forwarded-For; it must replace the header"
              + " by the client's address, as in ops/nginx/sallyport.conf");
    }
    return url.getScheme().equals("https") && isMissing("Strict-Transport-Security", response)
        ? error(
            url
                + ": the server does not see that the request came by https; the proxy must set X-Forwarded-Proto,"
                + " and be one of sallyport.trusted-proxies")
        : Optional.empty();
  }

  private static boolean isMissing(String header, HttpResponse<Void> response) {
    return response.headers().firstValue(header).isEmpty();
  }

  private static Optional<Finding> error(String text) {
    return Optional.of(Finding.error(ADDRESS, text));
  }

  private static Optional<Finding> expiry(HttpResponse<Void> response, Instant now) {
    return response
        .sslSession()
        .flatMap(PublicAddressExamination::certificateEnd)
        .filter(end -> end.isBefore(now.plus(CERTIFICATE_WARNING)))
        .map(end -> Finding.warning(ADDRESS, "the certificate ends on " + end));
  }

  private static Optional<Instant> certificateEnd(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(certificate.getNotAfter().toInstant())
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }
}
