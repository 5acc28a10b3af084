package org.sallyport.connect.adminapi;

import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.apikeys.ApiKey;
import org.sallyport.connect.apikeys.ApiKeyStore;
import org.sallyport.platform.access.keys.ForAnyKey;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.access.keys.KeyScope;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The key with which a program calls: for trying it, and for noticing that it ends. */
@RestController
@RequestMapping(AdminApi.ROOT)
@RequiredArgsConstructor
class KeyCalls {
  private final ApiKeyStore store;

  /** A key, without its text. */
  record KeyBody(String name, List<String> scopes, List<String> networks, Instant expiresAt) {}

  @GetMapping("/key")
  @ForAnyKey
  ResponseEntity<Object> key(@AuthenticationPrincipal KeyHolder holder) {
    return store
        .find(holder.id())
        .map(it -> ResponseEntity.<Object>ok(body(it)))
        .orElseGet(() -> Problem.answer(HttpStatus.NOT_FOUND, "api.fault.not-found"));
  }

  private static KeyBody body(ApiKey key) {
    return new KeyBody(
        key.name(),
        key.scopes().stream().map(KeyScope::word).toList(),
        key.networks(),
        key.expiresAt());
  }
}
