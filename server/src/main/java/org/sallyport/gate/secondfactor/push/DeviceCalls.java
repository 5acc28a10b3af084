package org.sallyport.gate.secondfactor.push;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.installation.Installation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for a phone's requests about itself. */
@RestController
@RequestMapping("/app/api")
@ForAnyone
@RequiredArgsConstructor
class DeviceCalls {
  private final SignedCalls calls;
  private final CodeSecrets secrets;
  private final PhoneRemoval removal;
  private final Accounts accounts;
  private final Installation installation;
  private final PushProperties properties;

  @GetMapping("/me")
  ResponseEntity<?> me(HttpServletRequest request) {
    return calls.any(
        request,
        call -> {
          if (call.device().removedAt() != null) {
            return ResponseEntity.notFound().build();
          }
          return call.device().isLinked()
              ? ResponseEntity.ok(linked(call.device()))
              : ResponseEntity.ok(Map.of("state", "waiting"));
        });
  }

  @DeleteMapping("/me")
  ResponseEntity<?> remove(HttpServletRequest request) {
    Origin origin = Origin.of(request);
    return calls.any(
        request,
        call ->
            switch (removal.remove(call.device(), origin)) {
              case REMOVED -> ResponseEntity.noContent().build();
              case LAST -> refused("last");
              case LOCKED -> refused("locked");
              case UNKNOWN -> ResponseEntity.notFound().build();
            });
  }

  private static ResponseEntity<?> refused(String state) {
    return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("state", state));
  }

  private Map<String, Object> linked(AppDevice device) {
    Account account = accounts.find(device.account()).orElseThrow();
    return Map.of(
        "state", "linked",
        "service", installation.name(),
        "username", account.username(),
        "number", properties.digits());
  }

  @GetMapping("/code-secret")
  ResponseEntity<?> codeSecret(HttpServletRequest request) {
    return calls.linked(
        request,
        call -> {
          Optional<String> secret = secrets.give(call.device());
          return secret.isEmpty()
              ? ResponseEntity.notFound().build()
              : ResponseEntity.ok(Map.of("secret", secret.get()));
        });
  }

  @PostMapping("/code-secret/kept")
  ResponseEntity<?> codeKept(HttpServletRequest request) {
    return calls.linked(
        request,
        call -> {
          secrets.kept(call.device());
          return ResponseEntity.noContent().build();
        });
  }
}
