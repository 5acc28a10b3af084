package org.sallyport.edge.web.published;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.installation.Installation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** The contact for reports of vulnerabilities (RFC 9116). */
@Controller
@ForAnyone
@RequiredArgsConstructor
class SecurityContact {
  static final String PATH = "/.well-known/security.txt";

  /** The settings are read at each start; a copy of the file is out of date after this. */
  private static final Duration VALID = Duration.ofDays(90);

  private final SecurityContactProperties properties;
  private final Installation installation;
  private final Clock clock;

  @GetMapping(path = PATH, produces = "text/plain;charset=utf-8")
  @ResponseBody
  String file() {
    if (properties.contacts().isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return text(properties, installation.address(PATH), clock.instant());
  }

  static String text(SecurityContactProperties properties, URI canonical, Instant now) {
    List<String> lines = new ArrayList<>();
    properties.contacts().forEach(contact -> lines.add("Contact: " + contact));
    lines.add("Expires: " + now.truncatedTo(ChronoUnit.DAYS).plus(VALID));
    lines.add("Preferred-Languages: " + String.join(", ", properties.languages()));
    lines.add("Canonical: " + canonical);
    if (properties.policy() != null) {
      lines.add("Policy: " + properties.policy());
    }
    return String.join("\n", lines) + "\n";
  }
}
