package org.sallyport.connect.oidc.request;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/** The address at which a client gets its answer, always with our issuer (RFC 9207). */
@Component
@RequiredArgsConstructor
class ClientAnswer {
  private final Installation installation;

  String code(Parameters parameters, String code) {
    return address(parameters, "code", code);
  }

  String error(Parameters parameters, ErrorCode error) {
    String address = address(parameters, "error", error.word());
    return error.cause().isEmpty()
        ? address
        : address + "&error_description=" + coded(error.cause());
  }

  private String address(Parameters parameters, String name, String value) {
    String target = parameters.values().getOrDefault("redirect_uri", "");
    StringBuilder address = new StringBuilder(target);
    address.append(target.contains("?") ? '&' : '?').append(name).append('=').append(coded(value));
    @Nullable String state = parameters.get("state");
    if (state != null) {
      address.append("&state=").append(coded(state));
    }
    return address.append("&iss=").append(coded(installation.publicUrl().toString())).toString();
  }

  private static String coded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
