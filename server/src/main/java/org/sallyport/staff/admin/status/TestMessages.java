package org.sallyport.staff.admin.status;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.TestMessageSent;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.SmsText;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Limit;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.sallyport.staff.admin.gate.StaffActs.Staff;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends test messages to an admin's own address or number, five in an hour. */
@Component
@RequiredArgsConstructor
class TestMessages {
  private static final Limit HOURLY_LIMIT = LimitName.TEST_MESSAGES.of(5);

  private final Accounts accounts;
  private final Outbox outbox;
  private final RateLimits limits;
  private final Installation installation;
  private final DomainEvents events;

  /** Whether a test message was sent. */
  enum Result {
    SENT(HttpStatus.OK),
    NO_CONTACT(HttpStatus.CONFLICT),
    TOO_MANY(HttpStatus.TOO_MANY_REQUESTS);

    private final HttpStatus status;

    Result(HttpStatus status) {
      this.status = status;
    }

    HttpStatus status() {
      return status;
    }

    /** The key of what is said when none was sent. */
    String refusal(boolean sms) {
      if (this == TOO_MANY) {
        return "staff.messages.too-many";
      }
      return sms ? "staff.messages.no-number" : "staff.messages.no-address";
    }
  }

  @Transactional(propagation = Propagation.MANDATORY)
  Result send(Staff staff, boolean sms, Origin origin) {
    Account own = accounts.find(staff.id()).orElseThrow();
    @Nullable String to = sms ? own.phone() : own.email();
    if (to == null) {
      return Result.NO_CONTACT;
    }
    Decision decision =
        limits.take(List.of(HOURLY_LIMIT.demand(Quota.KNOWN_BROWSER, staff.id().toString())));
    if (decision instanceof Decision.UsedUp) {
      return Result.TOO_MANY;
    }
    Message message = sms ? Message.sms(to, text()) : Message.mail(to, subject(), body());
    outbox.put(message.withPriority(Priority.SECURITY));
    events.publish(
        new TestMessageSent(staff.name(), (sms ? Channel.SMS : Channel.EMAIL).stored()), origin);
    return Result.SENT;
  }

  private String text() {
    return SmsText.of("sms.test", installation.host());
  }

  private static String subject() {
    return Messages.text("staff.messages.test-subject");
  }

  private MessageBody body() {
    return new MessageBody(
        List.of(
            new MessageBody.Paragraph(
                Messages.text("staff.messages.test-text", installation.host()))));
  }
}
