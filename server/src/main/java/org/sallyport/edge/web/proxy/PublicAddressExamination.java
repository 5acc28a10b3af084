package org.sallyport.edge.web.proxy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.FailureWords;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.http.HttpAnswer;
import org.sallyport.platform.http.NotSent;
import org.sallyport.platform.http.OutgoingHttp;

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
    Map<String, String> headers = Map.of("X-Forwarded-For", ForwardedForProbe.CLAIMED);
    try (OutgoingHttp http = OutgoingHttp.within(TIMEOUT).build()) {
      return List.of(finding(examined, http.get(url.resolve("/login"), headers)));
    } catch (IOException e) {
      return List.of(unreached(url, NotSent.reason(e)));
    }
  }

  private static Finding finding(Examined examined, HttpAnswer response) {
    URI url = examined.publicUrl();
    return problem(url, response)
        .or(() -> expiry(response, examined.clock().instant()))
        .orElseGet(() -> Finding.sound(ADDRESS, url + " answers"));
  }

  private static Finding unreached(URI url, IOException failure) {
    if (failure instanceof UnknownHostException) {
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

  private static Finding certificateRefused(URI url, IOException failure) {
    return Finding.error(
        ADDRESS, url + ": the certificate is not accepted: " + FailureWords.of(failure));
  }

  private static Optional<Finding> problem(URI url, HttpAnswer response) {
    int status = response.status();
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

  private static Optional<Finding> pageProblem(URI url, HttpAnswer response) {
    if (isMissing("Content-Security-Policy", response)) {
      return noSignInPage(url, response.status());
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

  private static boolean isMissing(String header, HttpAnswer response) {
    return response.header(header).isEmpty();
  }

  private static Optional<Finding> error(String text) {
    return Optional.of(Finding.error(ADDRESS, text));
  }

  private static Optional<Finding> expiry(HttpAnswer response, Instant now) {
    return Optional.ofNullable(response.certificate())
        .map(it -> it.getNotAfter().toInstant())
        .filter(end -> end.isBefore(now.plus(CERTIFICATE_WARNING)))
        .map(end -> Finding.warning(ADDRESS, "the certificate ends on " + end));
  }
}
