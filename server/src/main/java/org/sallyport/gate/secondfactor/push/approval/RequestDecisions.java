package org.sallyport.gate.secondfactor.push.approval;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.push.AppDevice;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.gate.session.SignIns;
import org.sallyport.gate.session.history.History;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;

/** What a linked phone decides about an open request, once its answer is known to be genuine. */
@Component
@RequiredArgsConstructor
class RequestDecisions {
  /** The maximum number of comparisons per request. */
  private static final int MAX_TRIES = 3;

  private final RequestStore store;
  private final SignIns signIns;
  private final History history;
  private final DomainEvents events;
  private final PushProperties properties;
  private final Clock clock;

  /** Approves or refuses the request while the account's row is locked. */
  AnswerResult decide(
      HeldAccount held,
      AppRequest request,
      AppDevice device,
      PhoneAnswers.Answer answer,
      Origin origin) {
    return switch (answer.decision()) {
      case "approve" -> approve(held, request, device, answer.number(), origin);
      case "deny" -> deny(held, request, device, origin);
      case "not-me" -> notMe(held, request, device, origin);
      default -> new AnswerResult.Malformed();
    };
  }

  private AnswerResult approve(
      HeldAccount held,
      AppRequest request,
      AppDevice device,
      @Nullable String number,
      Origin origin) {
    String digits = Objects.requireNonNullElse(number, "");
    if (!digits.matches("[0-9]+") || digits.length() != request.number().length()) {
      return new AnswerResult.Malformed();
    }
    OptionalInt tries = store.countTry(held, request.id(), MAX_TRIES);
    if (tries.isEmpty()) {
      return new AnswerResult.RequestEnded();
    }
    if (!digits.equals(request.number())) {
      return wrong(held, request, device, MAX_TRIES - tries.getAsInt(), origin);
    }
    Instant until = clock.instant().plus(properties.requestTtl());
    if (!store.approve(held, request.id(), device.id(), until)) {
      return new AnswerResult.RequestEnded();
    }
    if (request.purpose().equals("sign-in")) {
      signIns.keepOpen(request.signIn(), until);
    }
    events.publish(
        new AppEvent.Approved(request.account(), request.signIn(), request.purpose(), device.id()),
        origin);
    return new AnswerResult.Approved();
  }

  private AnswerResult wrong(
      HeldAccount held, AppRequest request, AppDevice device, int left, Origin origin) {
    events.publish(
        new AppEvent.WrongNumber(
            request.account(), request.signIn(), request.purpose(), device.id(), left),
        origin);
    signIns.countWrongCode(request.signIn());
    if (left == 0) {
      store.end(held, request.id(), device.id(), AppRequest.State.WRONG);
    }
    return new AnswerResult.WrongNumber(left);
  }

  private AnswerResult deny(HeldAccount held, AppRequest request, AppDevice device, Origin origin) {
    if (!store.end(held, request.id(), device.id(), AppRequest.State.DENIED)) {
      return new AnswerResult.RequestEnded();
    }
    events.publish(
        new AppEvent.Denied(request.account(), request.signIn(), request.purpose(), device.id()),
        origin);
    return new AnswerResult.Denied();
  }

  /** Refuses the request; its event ends the attempt and remembered browsers. */
  private AnswerResult notMe(
      HeldAccount held, AppRequest request, AppDevice device, Origin origin) {
    if (!store.end(held, request.id(), device.id(), AppRequest.State.DENIED)) {
      return new AnswerResult.RequestEnded();
    }
    history.report(held, request.signIn());
    events.publish(new AppEvent.NotMe(request.account(), request.signIn(), device.id()), origin);
    return new AnswerResult.Denied();
  }
}
