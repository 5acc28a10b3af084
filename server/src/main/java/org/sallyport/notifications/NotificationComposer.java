package org.sallyport.notifications;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sallyport.access.InertText;
import org.sallyport.delivery.MessageBody;
import org.sallyport.delivery.MessageBody.Block;
import org.sallyport.delivery.MessageBody.Fact;
import org.sallyport.delivery.MessageBody.Facts;
import org.sallyport.delivery.MessageBody.Heading;
import org.sallyport.delivery.MessageBody.Paragraph;
import org.sallyport.delivery.MessageBody.Small;
import org.sallyport.geoip.Places;
import org.sallyport.installation.Installation;
import org.sallyport.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * The common structure of all notices: what happened, the facts, what to do if it was not you, and
 * the sender.
 */
@Component
public class NotificationComposer {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("HH:mm zzz 'on' d MMM uuuu", Locale.ENGLISH);

  private final Installation installation;
  private final Places places;

  NotificationComposer(Installation installation, Places places) {
    this.installation = installation;
    this.places = places;
  }

  /** A notice to the owner, with what to do if someone else caused it. */
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
                new Paragraph(ifNotYou))));
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

  /** Account, time and place, with the facts of the specific notice in between. */
  public List<Fact> facts(NotificationContext notificationContext, Fact... more) {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("notice.fact.account", notificationContext.account().username()));
    facts.addAll(List.of(more));
    facts.add(fact("notice.fact.when", when(notificationContext.at())));
    facts.add(fact("notice.fact.browser", notificationContext.origin().browser()));
    facts.add(fact("notice.fact.address", places.show(notificationContext.origin().address())));
    return facts;
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

  /** An address with its location. */
  String place(String address) {
    return places.show(address);
  }

  /** A moment in the installation's time zone. */
  public String when(Instant at) {
    return WHEN.format(at.atZone(installation.zone()));
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
