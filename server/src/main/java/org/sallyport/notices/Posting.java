package org.sallyport.notices;

import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.delivery.Addresses;
import org.sallyport.delivery.Channel;
import org.sallyport.delivery.Message;
import org.sallyport.delivery.Outbox;
import org.sallyport.delivery.MessageBody;
import org.sallyport.ids.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.lang.Contract;
import org.springframework.stereotype.Component;

/**
 * Puts notices into the outbox, in the transaction of the event. An address to which nothing can go
 * must not undo the event, so it is passed over.
 */
@Component
class Posting {
  private static final Logger LOG = LoggerFactory.getLogger(Posting.class);

  private final Outbox outbox;
  private final NoticeLimits limits;
  private final Accounts accounts;
  private final Clock clock;

  Posting(Outbox outbox, NoticeLimits limits, Accounts accounts, Clock clock) {
    this.outbox = outbox;
    this.limits = limits;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Something that happened to an account just now. */
  Happening now(AccountId account, Origin origin) {
    return new Happening(accounts.find(account).orElseThrow(), clock.instant(), origin);
  }

  /** Tells the owner of an account what happened to it just now. */
  Happening tellOwner(AccountId account, Origin origin, Function<Happening, Notice> notice) {
    Happening happening = now(account, origin);
    toOwner(happening.account(), notice.apply(happening));
    return happening;
  }

  /** Tells the owner of an account. */
  void toOwner(Account account, Notice notice) {
    mail(account.email(), notice);
    sms(account.phone(), notice);
  }

  /** Tells somebody by SMS, if the notice has words for one. */
  void sms(@Nullable String phone, Notice notice) {
    String text = notice.sms();
    if (text != null
        && reaches(Channel.SMS, phone)
        && limits.take(notice.kind(), phone).isPresent()) {
      outbox.put(Message.sms(phone, text));
    }
  }

  /**
   * Tells everyone who runs the installation and can be reached by mail. They are told in one order
   * for all, since each count of the day is held until the transaction ends.
   */
  void toAdmins(Notice notice) {
    List<String> addresses =
        accounts.admins().stream()
            .flatMap(admin -> Stream.ofNullable(admin.email()))
            .distinct()
            .sorted()
            .toList();
    addresses.forEach(to -> mail(to, notice));
  }

  void mail(@Nullable String to, Notice notice) {
    if (!reaches(Channel.EMAIL, to)) {
      LOG.warn("somebody without a mail address could not be told: {}", notice.kind());
      return;
    }
    Kind kind = notice.kind();
    OptionalInt number = limits.take(kind, to);
    if (number.isPresent()) {
      boolean last = kind.aDay() > 1 && number.getAsInt() == kind.aDay();
      outbox.put(Message.mail(to, notice.subject(), last ? andNoMore(notice) : notice.sheet()));
    }
  }

  private static MessageBody andNoMore(Notice notice) {
    return notice
        .sheet()
        .and(
            new MessageBody.Small("This is the last message of this kind today, whatever else happens."));
  }

  @Contract("_, null -> false")
  private static boolean reaches(Channel channel, @Nullable String to) {
    return to != null && Addresses.isAddress(channel, to);
  }
}
