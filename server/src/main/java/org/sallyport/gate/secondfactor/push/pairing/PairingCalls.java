package org.sallyport.gate.secondfactor.push.pairing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.lockout.Throttle;
import org.sallyport.gate.secondfactor.enrollment.DeviceNameRule;
import org.sallyport.gate.secondfactor.push.SignedCalls;
import org.sallyport.platform.access.AddressBlock;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for a phone to look up the account of a secret and to redeem the secret. */
@RestController
@RequestMapping(path = "/app/api/link", consumes = MediaType.APPLICATION_JSON_VALUE)
@ForAnyone
@RequiredArgsConstructor
class PairingCalls {
  private static final String PLACE = "pairing";

  private final SignedCalls calls;
  private final Pairings pairings;
  private final Throttle throttle;
  private final Installation installation;
  private final Clock clock;

  /** The body of a {@code look} request. */
  record Look(String secret) {
    Look {
      required(secret);
    }

    @Override
    public String toString() {
      return "Look";
    }
  }

  /** The body of a {@code link} request. */
  record Link(String secret, String publicKey, String name, String signature) {
    Link {
      required(secret, publicKey, name, signature);
    }

    @Override
    public String toString() {
      return "Link[" + name + "]";
    }
  }

  @PostMapping("/look")
  ResponseEntity<?> look(HttpServletRequest request) {
    return calls.unsigned(
        request, Look.class, look -> limited(request, () -> account(look.secret())));
  }

  /** What the phone shows about the account of a secret. */
  private Optional<Map<String, String>> account(String secret) {
    return pairings
        .look(secret)
        .map(
            account ->
                Map.of(
                    "service", installation.name(),
                    "host", installation.host(),
                    "username", account.username()));
  }

  @PostMapping
  ResponseEntity<?> link(HttpServletRequest request) {
    return calls.unsigned(
        request,
        Link.class,
        link -> {
          String problem = problem(link.name());
          return problem == null
              ? limited(request, () -> claim(link, Origin.of(request)))
              : ResponseEntity.unprocessableContent().body(Map.of("problem", problem));
        });
  }

  /** What is wrong with a phone's name; null if nothing is. */
  private static @Nullable String problem(String name) {
    return name.isBlank() ? Messages.text("app.look.name-missing") : DeviceNameRule.problem(name);
  }

  private Optional<Map<String, String>> claim(Link link, Origin origin) {
    return pairings
        .claim(
            new Pairings.Claim(link.secret(), link.publicKey(), link.name(), link.signature()),
            origin)
        .map(device -> Map.of("device", device.toString()));
  }

  /** Applies increasing delays to clients that try many secrets, as with passwords. */
  private ResponseEntity<?> limited(
      HttpServletRequest request, Supplier<Optional<Map<String, String>>> answer) {
    AddressBlock from = Origin.of(request).block();
    Optional<Instant> wait = throttle.countAt(PLACE, from);
    if (wait.isPresent()) {
      return retryAfter(wait.get());
    }
    Optional<Map<String, String>> found = answer.get();
    found.ifPresent(it -> throttle.rightAt(PLACE, from));
    return ResponseEntity.of(found);
  }

  private ResponseEntity<?> retryAfter(Instant end) {
    long seconds = Duration.between(clock.instant(), end).toSeconds() + 1;
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)))
        .build();
  }

  private static void required(Object... values) {
    for (Object value : values) {
      if (value == null) {
        throw new IllegalArgumentException("something is missing");
      }
    }
  }
}
