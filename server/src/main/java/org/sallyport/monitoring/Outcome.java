package org.sallyport.monitoring;

import org.sallyport.events.AccountEvent;
import org.sallyport.events.AppEvent;
import org.sallyport.events.BrowserEvent;
import org.sallyport.events.CodeEvent;
import org.sallyport.events.DomainEvent;
import org.sallyport.events.LockEvent;
import org.sallyport.events.ShareEvent;
import org.sallyport.events.SignInEvent;
import org.sallyport.events.SignedEvent;
import org.sallyport.events.SystemEvent;
import org.slf4j.event.Level;

/** What an event means in the security log. */
enum Outcome {
  /** Something was done or allowed. */
  SUCCESS("success", Level.INFO),
  /** Something was refused. */
  FAILURE("failure", Level.INFO),
  /** An attack, or what looks like one. */
  ALARM("failure", Level.WARN);

  private final String ecs;
  private final Level level;

  Outcome(String ecs, Level level) {
    this.ecs = ecs;
    this.level = level;
  }

  /** The value of {@code event.outcome} in the Elastic Common Schema. */
  String ecs() {
    return ecs;
  }

  Level level() {
    return level;
  }

  static Outcome of(DomainEvent event) {
    return switch (event) {
      case LockEvent.Locked _,
          LockEvent.ManyWrongCodes _,
          ShareEvent.Locked _,
          ShareEvent.ReferenceLocked _,
          ShareEvent.RefusalsOmitted _,
          SignedEvent.Copied _,
          BrowserEvent.CopyPresented _,
          SignInEvent.NotMe _,
          AppEvent.NotMe _,
          AppEvent.RemovedPhoneAnswered _,
          SystemEvent.CodesSprayed _ ->
          ALARM;
      case SignInEvent.PasswordRefused _,
          SignInEvent.PasswordThrottled _,
          SignInEvent.RefusedWhileLocked _,
          SignInEvent.MethodRefused _,
          CodeEvent.Refused _,
          CodeEvent.SendRefused _,
          SignedEvent.Refused _,
          AppEvent.WrongNumber _,
          AppEvent.Denied _,
          AppEvent.Paused _,
          AccountEvent.PhoneRefused _,
          AccountEvent.ChangeRefused _,
          ShareEvent.CodeRefused _,
          ShareEvent.ReferenceRefused _,
          ShareEvent.ViewRefused _ ->
          FAILURE;
      default -> SUCCESS;
    };
  }
}
