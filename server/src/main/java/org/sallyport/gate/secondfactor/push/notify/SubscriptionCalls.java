package org.sallyport.gate.secondfactor.push.notify;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.push.SignedCalls;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.ids.DeviceId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for a phone to register its own push subscription. */
@RestController
@RequestMapping("/app/api")
@ForAnyone
@RequiredArgsConstructor
class SubscriptionCalls {
  private final SignedCalls calls;
  private final SubscriptionStore store;
  private final PushKeys keys;
  private final PushServices services;

  @GetMapping("/push-key")
  Map<String, String> key() {
    return Map.of("key", keys.key().publicKey());
  }

  @PutMapping(path = "/subscription", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> subscribe(HttpServletRequest request) {
    return calls.linked(
        request,
        call ->
            calls
                .read(call.body(), Subscription.class)
                .filter(Subscription::isWhole)
                .<ResponseEntity<?>>map(given -> register(call.device().id(), given))
                .orElseGet(() -> ResponseEntity.badRequest().build()));
  }

  private ResponseEntity<?> register(DeviceId phone, Subscription given) {
    Optional<PushServices.Refusal> refusal = services.refusalNow(given.endpoint());
    if (refusal.isPresent()) {
      return ResponseEntity.unprocessableContent().body(Map.of("problem", refusal.get().words()));
    }
    store.put(phone, given);
    return ResponseEntity.noContent().build();
  }

  @DeleteMapping("/subscription")
  ResponseEntity<?> forget(HttpServletRequest request) {
    return calls.linked(
        request,
        call -> {
          store.forget(call.device().id());
          return ResponseEntity.noContent().build();
        });
  }
}
