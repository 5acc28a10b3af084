package org.sallyport.gate.secondfactor.push.approval;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.push.AppDevice;
import org.sallyport.gate.secondfactor.push.SignedCalls;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for a phone to read pending requests and to answer them. */
@RestController
@RequestMapping("/app/api")
@ForAnyone
@RequiredArgsConstructor
class RequestCalls {
  private final SignedCalls calls;
  private final RequestStore store;
  private final RequestForms forms;
  private final AppEventStreams apps;
  private final PhoneAnswers answers;

  /** The body of an answer. */
  record Form(String decision, @Nullable String number, String signature) {
    Form {
      if (decision == null || signature == null) {
        throw new IllegalArgumentException("something is missing");
      }
    }

    private PhoneAnswers.Answer answer(UUID question) {
      return new PhoneAnswers.Answer(question, decision, number, signature);
    }

    @Override
    public String toString() {
      return "Form[" + decision + "]";
    }
  }

  @GetMapping("/requests")
  ResponseEntity<?> requests(HttpServletRequest request) {
    return calls.linked(
        request,
        call -> ResponseEntity.ok(forms.list(store.live(List.of(call.device().account())))));
  }

  @GetMapping("/events")
  ResponseEntity<?> events(HttpServletRequest request) {
    Optional<AppDevice> device = calls.phone(request).filter(AppDevice::isLinked);
    if (device.filter(AppDevice::disabled).isPresent()) {
      return SignedCalls.disabled();
    }
    return device.isEmpty()
        ? ResponseEntity.notFound().build()
        : ResponseEntity.ok()
            .contentType(MediaType.TEXT_EVENT_STREAM)
            .header("X-Accel-Buffering", "no")
            .body(apps.open(device.get()));
  }

  @PostMapping(path = "/requests/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> answer(@PathVariable String id, HttpServletRequest request) {
    Origin origin = Origin.of(request);
    return calls.any(request, call -> passOn(call, id, origin));
  }

  private ResponseEntity<?> passOn(SignedCalls.Call call, String id, Origin origin) {
    Optional<UUID> question = uuid(id);
    Optional<Form> form = calls.read(call.body(), Form.class);
    if (form.isEmpty()) {
      return ResponseEntity.badRequest().build();
    }
    if (question.isEmpty() || !call.device().isLinked()) {
      question.ifPresent(it -> answers.answerOfRemoved(call.device(), it, origin));
      return ResponseEntity.notFound().build();
    }
    return answer(answers.answer(call.device(), form.get().answer(question.get()), origin));
  }

  private static ResponseEntity<?> answer(AnswerResult outcome) {
    return switch (outcome) {
      case AnswerResult.Approved approved -> state(HttpStatus.OK, "approved");
      case AnswerResult.Denied denied -> state(HttpStatus.OK, "denied");
      case AnswerResult.WrongNumber wrong ->
          ResponseEntity.unprocessableContent()
              .body(Map.of("state", "wrong-number", "left", wrong.left()));
      case AnswerResult.Malformed malformed -> state(HttpStatus.UNPROCESSABLE_CONTENT, "malformed");
      case AnswerResult.RequestEnded _ -> state(HttpStatus.GONE, "over");
      case AnswerResult.Unknown _ -> ResponseEntity.notFound().build();
    };
  }

  private static ResponseEntity<?> state(HttpStatus status, String state) {
    return ResponseEntity.status(status).body(Map.of("state", state));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
