package org.sallyport.gate.secondfactor.push;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.push.pairing.Pairings;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.crypto.Signatures;
import org.sallyport.platform.ids.DeviceId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Authenticates requests of phones: each is signed over its path, time and body. Unsigned requests
 * get no information.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SignedCalls {
  private static final int MAX_BODY_LENGTH = 8_192;
  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(2);

  private final DeviceStore devices;
  private final StrictJson json;
  private final Clock clock;

  /** A request with a valid signature, from a phone that is linked, pending, or removed. */
  public record Call(AppDevice device, String body) {}

  /** Handles requests of linked phones; all others get 404. */
  public ResponseEntity<?> linked(
      HttpServletRequest request, Function<Call, ResponseEntity<?>> answer) {
    return any(
        request,
        call -> call.device().isLinked() ? answer.apply(call) : ResponseEntity.notFound().build());
  }

  /** The phone that signed a request without a body, including removed ones. */
  public Optional<AppDevice> phone(HttpServletRequest request) {
    Optional<AppDevice> device = signer(request, new byte[0]);
    device.ifPresent(devices::seen);
    return device;
  }

  /** Handles requests signed by any known phone, including removed ones. */
  public ResponseEntity<?> any(
      HttpServletRequest request, Function<Call, ResponseEntity<?>> answer) {
    Optional<byte[]> body = body(request);
    if (body.isEmpty()) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
    }
    Optional<AppDevice> device = signer(request, body.get());
    if (device.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    if (device.get().disabled()) {
      return disabled();
    }
    devices.seen(device.get());
    return answer.apply(new Call(device.get(), new String(body.get(), StandardCharsets.UTF_8)));
  }

  /**
   * The response to a phone of a disabled account, without further data; the phone keeps its keys.
   */
  public static ResponseEntity<Map<String, String>> disabled() {
    return ResponseEntity.status(HttpStatus.FORBIDDEN).body(Map.of("state", "disabled"));
  }

  /** Handles an unsigned JSON request; 400 if the body is malformed. */
  public <T> ResponseEntity<?> unsigned(
      HttpServletRequest request, Class<T> form, Function<T, ResponseEntity<?>> answer) {
    Optional<byte[]> body = body(request);
    return body.isEmpty()
        ? ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build()
        : read(new String(body.get(), StandardCharsets.UTF_8), form)
            .<ResponseEntity<?>>map(answer)
            .orElseGet(() -> ResponseEntity.badRequest().build());
  }

  /** Parses a body; empty if it is malformed. The record validates its fields. */
  public <T> Optional<T> read(String body, Class<T> form) {
    return json.read(body, form);
  }

  private Optional<AppDevice> signer(HttpServletRequest request, byte[] body) {
    String time = header(request, "Sallyport-Time");
    Optional<byte[]> signature = Pairings.Binary.read(header(request, "Sallyport-Signature"));
    if (signature.isEmpty() || !isNow(time)) {
      return Optional.empty();
    }
    String text = signedText(request, time, body);
    return id(header(request, "Sallyport-Device"))
        .flatMap(devices::find)
        .filter(device -> device.linkedAt() != null || device.isWaiting(clock.instant()))
        .filter(device -> Signatures.fits(key(device), text, signature.get()));
  }

  private static String signedText(HttpServletRequest request, String time, byte[] body) {
    return String.join(
        "\n",
        "sallyport call 1",
        request.getMethod(),
        request.getRequestURI(),
        time,
        Signatures.digest(body));
  }

  private static byte[] key(AppDevice device) {
    return Pairings.Binary.read(device.publicKey()).orElseThrow();
  }

  private boolean isNow(String millis) {
    if (!millis.matches("[0-9]{1,15}")) {
      return false;
    }
    Instant said = Instant.ofEpochMilli(Long.parseLong(millis));
    return Duration.between(said, clock.instant()).abs().compareTo(MAX_CLOCK_SKEW) <= 0;
  }

  private static Optional<DeviceId> id(String text) {
    try {
      return Optional.of(new DeviceId(UUID.fromString(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String header(HttpServletRequest request, String name) {
    @Nullable String value = request.getHeader(name);
    return value == null ? "" : value;
  }

  /** Empty if it exceeds the maximum length of a request. */
  private static Optional<byte[]> body(HttpServletRequest request) {
    try {
      byte[] body = request.getInputStream().readNBytes(MAX_BODY_LENGTH + 1);
      return body.length > MAX_BODY_LENGTH ? Optional.empty() : Optional.of(body);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
