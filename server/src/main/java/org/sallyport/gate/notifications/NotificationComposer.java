package org.sallyport.gate.notifications;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.ActorNames;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.MessageBody.Block;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.gate.delivery.MessageBody.Facts;
import org.sallyport.gate.delivery.MessageBody.Heading;
import org.sallyport.gate.delivery.MessageBody.Paragraph;
import org.sallyport.gate.delivery.MessageBody.Small;
import org.sallyport.platform.access.InertText;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.installation.BrowserText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.SmsText;
import org.springframework.stereotype.Component;

/**
 * The common structure of all notices: what happened, the facts, what to do if it was not you, and
 * the sender.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class NotificationComposer {
  private static final DateFormats TIME = DateFormats.of("common.format.time-zone");
  private static final DateFormats DATE = DateFormats.of("common.format.date");

  private final Installation installation;
  private final Places places;
  private final Desk desk;
  private final ActorNames actorNames;

  /**
   * A notice to the owner, from the texts "subject", "what" and "not-you" of its key. In each of
   * them, {0} is the help desk.
   *
   * @param key the start of the keys, with the dot: "notice.locked."
   */
  public Notification toOwner(NotificationKind kind, String key, List<Fact> facts) {
    return toOwner(kind, key, facts, Messages.text(key + "not-you", desk.words()));
  }

  /**
   * A notice to the owner of a change that the help desk can undo, from the texts "subject" and
   * "what" of its key.
   *
   * @param key the start of the keys, with the dot
   */
  public Notification ofChange(
      NotificationKind kind, String key, NotificationContext context, Fact... facts) {
    return toOwner(kind, key, facts(context, facts), desk.canUndo());
  }

  /** The same; without a text "not-you", the help desk can undo what happened. */
  Notification toOwnerOrUndo(NotificationKind kind, String key, List<Fact> facts) {
    return Messages.textOr(key + "not-you", "").isEmpty()
        ? toOwner(kind, key, facts, desk.canUndo())
        : toOwner(kind, key, facts);
  }

  /** The same as {@link #toOwner(NotificationKind, String, List)}, with another last paragraph. */
  Notification toOwner(NotificationKind kind, String key, List<Fact> facts, String ifNotYou) {
    String help = desk.words();
    return toOwner(
        kind,
        Messages.text(key + "subject", help),
        Messages.text(key + "what", help),
        facts,
        ifNotYou);
  }

  /**
   * A notice to an admin, from the texts "subject", "what" and "next" of its key.
   *
   * @param key the start of the keys, with the dot
   */
  public Notification toAdmin(NotificationKind kind, String key, List<Fact> facts) {
    return toAdmin(
        kind,
        Messages.text(key + "subject"),
        Messages.text(key + "what"),
        facts,
        Messages.text(key + "next"));
  }

  /**
   * A notice to the owner, with what to do if someone else caused it. An account without a mail
   * address gets its subject by SMS.
   */
  public Notification toOwner(
      NotificationKind notificationKind,
      String subject,
      String what,
      List<Fact> facts,
      String ifNotYou) {
    return new Notification(
        notificationKind,
        subject,
        sheet(
            List.of(
                new Paragraph(what),
                new Facts(facts),
                new Heading(Messages.text("notice.not-you")),
                new Paragraph(ifNotYou))),
        null,
        SmsText.of("sms.notice", installation.host(), subject, desk.brief()));
  }

  /** A notice to the owner of what others did, with what to do next. */
  public Notification toReceiver(
      NotificationKind notificationKind,
      String subject,
      String what,
      List<Fact> facts,
      String next) {
    return toAdmin(notificationKind, subject, what, facts, next);
  }

  /** A notice of something that nobody did to the account. */
  public Notification plain(
      NotificationKind notificationKind, String subject, String what, String more) {
    return new Notification(
        notificationKind, subject, sheet(List.of(new Paragraph(what), new Paragraph(more))));
  }

  /** A notice to an admin. */
  public Notification toAdmin(
      NotificationKind notificationKind,
      String subject,
      String what,
      List<Fact> facts,
      String next) {
    return new Notification(
        notificationKind,
        subject,
        sheet(List.of(new Paragraph(what), new Facts(facts), new Paragraph(next))));
  }

  /** A notice is declared as written here, and is not. */
  static IllegalStateException unwritten(DomainEvent event) {
    return new IllegalStateException("no notice is written of " + event.getClass());
  }

  /** Account, time and place, with the facts of the specific notice in between. */
  public List<Fact> facts(NotificationContext now, Fact... more) {
    return facts(now, List.of(more));
  }

  List<Fact> facts(NotificationContext now, List<Fact> more) {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("notice.fact.account", now.account().username()));
    facts.addAll(more);
    facts.add(fact("notice.fact.when", when(now.at())));
    facts.add(fact("notice.fact.browser", BrowserText.of(now.origin().browser())));
    facts.add(fact("notice.fact.address", places.show(now.origin().address())));
    return facts;
  }

  /** Browser and address. */
  public List<Fact> place(NotificationContext context) {
    return List.of(
        fact("notice.fact.browser", BrowserText.of(context.origin().browser())),
        fact("notice.fact.address", places.show(context.origin().address())));
  }

  /**
   * A fact.
   *
   * @param label the key of its label
   */
  public static Fact fact(String label, String value) {
    return new Fact(Messages.text(label), PlainText.text(value));
  }

  /**
   * A fact with user-supplied text: a name, a reason.
   *
   * @param label the key of its label
   */
  public static Fact named(String label, String typed) {
    return new Fact(Messages.text(label), InertText.of(typed));
  }

  /**
   * Who did it, by name, for the owner of the account.
   *
   * @param by as recorded in the audit log
   */
  public Fact by(String by) {
    return named("notice.fact.by", actorNames.forOwner(by));
  }

  /** An address with its location. */
  String place(String address) {
    return places.show(address);
  }

  /** A moment in the installation's time zone. */
  public String when(Instant at) {
    ZonedDateTime local = at.atZone(installation.zone());
    return Messages.text("common.time-on-date", TIME.format(local), DATE.format(local));
  }

  /** A day. */
  String day(LocalDate day) {
    return DATE.format(day);
  }

  /** The end of a period: its last day if it ends at midnight, as pages name it, or the moment. */
  public String until(Instant end) {
    ZonedDateTime local = end.atZone(installation.zone());
    return local.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? DATE.format(local.minusDays(1))
        : when(end);
  }

  private MessageBody sheet(List<? extends Block> blocks) {
    List<Block> all = new ArrayList<>(blocks);
    all.add(
        new Small(
            Messages.text(
                "notice.footer", installation.host(), PlainText.text(installation.name()))));
    return new MessageBody(all);
  }
}
