package org.sallyport.edge.web.forms;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.session.ActiveSession;
import org.sallyport.gate.session.SessionLookup;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.memory.MemoryBudget;
import org.sallyport.platform.memory.MemoryBusy;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Decides before a large form is read whether there is memory for it: the container keeps the whole
 * of it. An account sends one at a time. Strangers have a part of their own, and send no files.
 */
@Component
@RequiredArgsConstructor
class LargeForms {
  /** Longer than nearly all forms; 2,000 connections of this size fit into the heap. */
  private static final long MAX_SMALL_BYTES = 16 * 1024;

  /** As much as the container accepts, but for files (application.yml). */
  private static final long MAX_OF_STRANGER_BYTES = 128 * 1024;

  /** The body, the fields, and what is made of them. */
  private static final int COPIES = 6;

  private final MemoryBudget budget;
  private final SessionLookup sessions;
  private final Set<AccountId> sending = ConcurrentHashMap.newKeySet();

  /** Whether a form is read. */
  sealed interface Admission {}

  /** It is read; to be closed when the request is answered. */
  record Admitted(Runnable end) implements Admission, AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  /** It is answered with this status. */
  record NotAdmitted(HttpStatus status) implements Admission {}

  Admission begin(HttpServletRequest request) {
    long length = length(request);
    if (length <= MAX_SMALL_BYTES) {
      return new Admitted(() -> {});
    }
    return sender(request)
        .map(sender -> ofAccount(sender, length))
        .orElseGet(() -> ofStranger(length));
  }

  private Admission ofAccount(AccountId sender, long length) {
    if (!sending.add(sender)) {
      return new NotAdmitted(HttpStatus.TOO_MANY_REQUESTS);
    }
    try {
      Runnable end = budget.form(length * COPIES);
      return new Admitted(
          () -> {
            end.run();
            sending.remove(sender);
          });
    } catch (MemoryBusy e) {
      sending.remove(sender);
      return new NotAdmitted(HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  private Admission ofStranger(long length) {
    if (length > MAX_OF_STRANGER_BYTES) {
      return new NotAdmitted(HttpStatus.CONTENT_TOO_LARGE);
    }
    try {
      return new Admitted(budget.formOfStranger(length * COPIES));
    } catch (MemoryBusy e) {
      return new NotAdmitted(HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  private static long length(HttpServletRequest request) {
    boolean isUnknown = request.getHeader("Transfer-Encoding") != null;
    return isUnknown ? MAX_OF_STRANGER_BYTES : request.getContentLengthLong();
  }

  private Optional<AccountId> sender(HttpServletRequest request) {
    return SignInCookies.session(request)
        .flatMap(token -> sessions.session(token, false))
        .map(ActiveSession::signIn)
        .map(signIn -> signIn.account());
  }
}
