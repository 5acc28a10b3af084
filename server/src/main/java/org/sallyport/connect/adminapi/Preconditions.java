package org.sallyport.connect.adminapi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What a change says of the state that it is about (RFC 9110 section 13). Each change names what
 * was read, so that none overwrites another's unseen, and none is done twice.
 */
final class Preconditions {
  private Preconditions() {}

  /** Why a change is not done; empty if the resource is as it was read. */
  static Optional<ResponseEntity<Object>> refusal(@Nullable String ifMatch, String etag) {
    if (ifMatch == null) {
      return Optional.of(Problem.answer(HttpStatus.PRECONDITION_REQUIRED, "api.if-match"));
    }
    return ifMatch.equals(etag)
        ? Optional.empty()
        : Optional.of(Problem.answer(HttpStatus.PRECONDITION_FAILED, "api.changed"));
  }
}
