package org.sallyport.staff.admin.obstacles;

import java.time.Clock;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * Describes to the help desk what the sign-in page shows. The number that a phone asks for and the
 * code itself are shown only to the person who signs in.
 */
@Component
@RequiredArgsConstructor
class PromptSentence {
  private final DeskTimes times;
  private final Clock clock;

  Obstacle of(Account account, SecondFactor factor, Prompt prompt, Instant passwordAt) {
    return switch (prompt) {
      case Prompt.Sent sent -> sent(account, sent);
      case Prompt.Unsent unsent ->
          Obstacle.of(ObstacleKind.CODE_NOT_ASKED, account, unsent.way(), unsent.to());
      case Prompt.Approval approval -> approval(account, approval);
      case Prompt.Typed _, Prompt.Signature _ ->
          Obstacle.of(ObstacleKind.FACTOR_ASKED, account, factor.name(), times.at(passwordAt));
    };
  }

  private Obstacle sent(Account account, Prompt.Sent sent) {
    ObstacleKind kind = kind(sent);
    return Obstacle.of(
        kind, account, sent.way(), sent.to(), times.at(sent.sentAt()), sent.tag(), why(sent));
  }

  private ObstacleKind kind(Prompt.Sent sent) {
    if (sent.voidedElsewhere()) {
      return ObstacleKind.CODE_REPLACED;
    }
    return switch (sent.fate()) {
      case FAILED -> ObstacleKind.MESSAGE_FAILED;
      case UNKNOWN -> ObstacleKind.MESSAGE_DOUBTFUL;
      case WAITING, ACCEPTED, DELAYED, RELAYED, DELIVERED -> onItsWay(sent);
    };
  }

  private ObstacleKind onItsWay(Prompt.Sent sent) {
    if (sent.resendAt() == null) {
      return ObstacleKind.SENDS_USED_UP;
    }
    if (!clock.instant().isBefore(sent.validUntil())) {
      return ObstacleKind.CODE_EXPIRED;
    }
    if (sent.fate() == Prompt.Fate.DELIVERED) {
      return ObstacleKind.CODE_DELIVERED;
    }
    return sent.trouble() == null ? ObstacleKind.CODE_SENT : ObstacleKind.MESSAGE_RETRIED;
  }

  private static String why(Prompt.Sent sent) {
    @Nullable String trouble = sent.trouble();
    return trouble == null ? Messages.text("desk.no-reason") : trouble;
  }

  private Obstacle approval(Account account, Prompt.Approval approval) {
    return Obstacle.of(kind(approval), account, approval.to(), times.at(approval.requestedAt()));
  }

  private static ObstacleKind kind(Prompt.Approval approval) {
    return switch (approval.state()) {
      case OPEN, APPROVED -> ObstacleKind.REQUEST_OPEN;
      case DENIED -> ObstacleKind.REQUEST_DENIED;
      case WRONG_NUMBERS -> ObstacleKind.REQUEST_WRONG_NUMBERS;
      case REPLACED -> ObstacleKind.REQUEST_REPLACED;
      case LATE -> ObstacleKind.REQUEST_LATE;
      case PHONE_REMOVED -> ObstacleKind.REQUEST_VOID;
      case PAUSED -> ObstacleKind.REQUESTS_PAUSED;
    };
  }
}
