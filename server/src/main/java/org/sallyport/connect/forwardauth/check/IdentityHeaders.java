package org.sallyport.connect.forwardauth.check;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.forwardauth.sessions.Caller;
import org.sallyport.connect.forwardauth.settings.Application;
import org.springframework.stereotype.Component;

/**
 * What an application is told of who asks. Each header is always set, with an empty value for what
 * there is not: a proxy that copies it then replaces what a client sent under that name.
 */
@Component
@RequiredArgsConstructor
class IdentityHeaders {
  private static final List<String> NAMES =
      List.of(
          "X-Auth-User",
          "X-Auth-Subject",
          "X-Auth-Name",
          "X-Auth-Email",
          "X-Auth-Role",
          "X-Auth-Groups",
          "X-Auth-Acr",
          "X-Auth-Assertion");

  private final Assertions assertions;

  /**
   * Sets the headers.
   *
   * @param caller null for a stranger
   */
  void set(@Nullable Caller caller, Application application, HttpServletResponse response) {
    Map<String, String> values = caller == null ? Map.of() : values(caller, application);
    NAMES.forEach(name -> response.setHeader(name, values.getOrDefault(name, "")));
  }

  private Map<String, String> values(Caller caller, Application application) {
    return Map.of(
        "X-Auth-User", coded(caller.username()),
        "X-Auth-Subject", caller.account().toString(),
        "X-Auth-Name", coded(caller.name()),
        "X-Auth-Email", coded(Objects.requireNonNullElse(caller.email(), "")),
        "X-Auth-Role", caller.role().word(),
        "X-Auth-Groups", groups(caller),
        "X-Auth-Acr", caller.proof().acr(),
        "X-Auth-Assertion", assertions.of(caller, application.address()));
  }

  private static String groups(Caller caller) {
    return caller.groups().stream()
        .map(it -> coded(it).replace(",", "%2C"))
        .collect(Collectors.joining(","));
  }

  /** Percent-encoded UTF-8 for what is not printable ASCII, and for the percent sign. */
  static String coded(String value) {
    StringBuilder coded = new StringBuilder();
    for (byte one : value.getBytes(StandardCharsets.UTF_8)) {
      if (one >= ' ' && one < 0x7f && one != '%') {
        coded.append((char) one);
      } else {
        coded.append(String.format(Locale.ROOT, "%%%02X", one & 0xff));
      }
    }
    return coded.toString();
  }
}
