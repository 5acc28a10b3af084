package org.sallyport.secondfactor.push;

import org.sallyport.secondfactor.push.pairing.Pairings;

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
import org.jspecify.annotations.Nullable;
import org.sallyport.access.StrictJson;
import org.sallyport.ids.DeviceId;
import org.sallyport.crypto.Signatures;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Calls of phones: each is signed, with its path, its time and its body. Whoever signed nothing is
 * told nothing.
 */
@Component
public class SignedCalls {
  private static final int LONGEST_BODY = 8_192;
  private static final Duration OFF = Duration.ofMinutes(2);

  private final DeviceStore devices;
  private final StrictJson json;
  private final Clock clock;

  SignedCalls(DeviceStore devices, StrictJson json, Clock clock) {
    this.devices = devices;
    this.json = json;
    this.clock = clock;
  }

  /** A call whose signature is right, of a phone that is linked, waits to be, or was removed. */
  public record Call(AppDevice device, String body) {}

  /** Answers a linked phone; everybody else gets 404. */
  public ResponseEntity<?> linked(HttpServletRequest request, Function<Call, ResponseEntity<?>> answer) {
    return any(
        request,
        call -> call.device().isLinked() ? answer.apply(call) : ResponseEntity.notFound().build());
  }

  /** The phone that signed a call without a body; a removed one too. */
  public Optional<AppDevice> phone(HttpServletRequest request) {
    Optional<AppDevice> device = signer(request, new byte[0]);
    device.ifPresent(devices::seen);
    return device;
  }

  /** Answers whoever signed with the key of a phone, a removed one too. */
  public ResponseEntity<?> any(HttpServletRequest request, Function<Call, ResponseEntity<?>> answer) {
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

  /** What the phone of a disabled account is told, and no more; it keeps its keys. */
  public static ResponseEntity<Map<String, String>> disabled() {
    return ResponseEntity.status(HttpStatus.FORBIDDEN).body(Map.of("state", "disabled"));
  }

  /** A body that nobody signed, as JSON; 400 for what is not of that form. */
  public <T> ResponseEntity<?> unsigned(
      HttpServletRequest request, Class<T> form, Function<T, ResponseEntity<?>> answer) {
    Optional<byte[]> body = body(request);
    return body.isEmpty()
        ? ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build()
        : read(new String(body.get(), StandardCharsets.UTF_8), form)
            .<ResponseEntity<?>>map(answer)
            .orElseGet(() -> ResponseEntity.badRequest().build());
  }

  /** Reads a body; empty if it is not of that form, which its record checks. */
  public <T> Optional<T> read(String body, Class<T> form) {
    return json.read(body, form);
  }

  private Optional<AppDevice> signer(HttpServletRequest request, byte[] body) {
    String time = header(request, "Sallyport-Time");
    Optional<byte[]> signature = Pairings.Binary.read(header(request, "Sallyport-Signature"));
    if (signature.isEmpty() || !isNow(time)) {
      return Optional.empty();
    }
    String text =
        String.join(
            "\n",
            "sallyport call 1",
            request.getMethod(),
            request.getRequestURI(),
            time,
            Signatures.digest(body));
    return id(header(request, "Sallyport-Device"))
        .flatMap(devices::find)
        .filter(device -> device.confirmedAt() != null || device.isWaiting(clock.instant()))
        .filter(
            device ->
                Signatures.fits(
                    Pairings.Binary.read(device.publicKey()).orElseThrow(), text, signature.get()));
  }

  private boolean isNow(String millis) {
    if (!millis.matches("[0-9]{1,15}")) {
      return false;
    }
    Instant said = Instant.ofEpochMilli(Long.parseLong(millis));
    return Duration.between(said, clock.instant()).abs().compareTo(OFF) <= 0;
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

  /** Empty if it is longer than any call. */
  private static Optional<byte[]> body(HttpServletRequest request) {
    try {
      byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
      return body.length > LONGEST_BODY ? Optional.empty() : Optional.of(body);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
