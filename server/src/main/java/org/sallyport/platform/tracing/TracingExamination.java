package org.sallyport.platform.tracing;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.http.NotSent;
import org.sallyport.platform.http.OutgoingHttp;

/** The collector of traces: whether it takes an export without spans. */
final class TracingExamination implements Examination {
  private static final String TRACING = "tracing";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  @Override
  public String subject() {
    return TRACING;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    if (examined.value(TracingProperties.URL).isEmpty()) {
      return List.of(Finding.sound(TRACING, "not used"));
    }
    return List.of(
        examined
            .bound(TracingProperties.PREFIX, TracingProperties.class)
            .flatMap(properties -> Optional.ofNullable(properties.otlpUrl()))
            .map(TracingExamination::examine)
            .orElseGet(() -> Finding.error(TRACING, "not tried: its settings are not understood")));
  }

  /** An export without spans is an empty message of Protocol Buffers. */
  private static Finding examine(URI url) {
    try (OutgoingHttp http = OutgoingHttp.within(TIMEOUT).build()) {
      Map<String, String> headers = Map.of("Content-Type", "application/x-protobuf");
      return finding(url, http.post(url, headers, new byte[0]).status());
    } catch (IOException e) {
      return unreached(url, NotSent.reason(e));
    }
  }

  private static Finding finding(URI url, int status) {
    if (status / 100 == 2) {
      return Finding.sound(TRACING, url.getHost() + " takes traces");
    }
    boolean isElsewhere = status == NOT_FOUND || status == METHOD_NOT_ALLOWED;
    String hint = isElsewhere ? "; its path is usually /v1/traces" : "";
    return lost(url + " answers " + status + hint);
  }

  private static Finding unreached(URI url, IOException failure) {
    if (failure instanceof UnknownHostException) {
      return lost(TracingProperties.URL + ": no host of the name " + url.getHost() + " is found");
    }
    String reason = Objects.requireNonNullElse(failure.getMessage(), "no connection");
    return lost(url + " does not answer: " + reason);
  }

  private static Finding lost(String why) {
    return Finding.warning(TRACING, why + ": traces are lost");
  }
}
