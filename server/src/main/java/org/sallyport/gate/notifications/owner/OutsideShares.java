package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.fact;
import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.gate.notifications.Desk;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.gate.notifications.NotificationSender;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.messages.Messages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the owner of an account what was given to people outside in its name (rule 48): shares with
 * addresses, links sent again, longer and unlocked shares, reference numbers. The first act of a
 * session is told at once; what follows in it is told once an hour, in sum.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OutsideShares {
  private static final Duration FOLDED = Duration.ofHours(1);

  private static final String BEGIN =
      """
      insert into outside_share (sign_in_id, account_id, due_at, address, browser)
      select s.id, s.account_id, :due, :address, :browser from sign_in s where s.id = :session
      on conflict (sign_in_id) do nothing
      """;

  private static final String ADD =
      """
      update outside_share set shares = shares + :shares, studies = studies + :studies,
        mailed = mailed + :mailed, extended = extended + :extended, unlocked = unlocked + :unlocked,
        numbers = numbers + :numbers
       where sign_in_id = :session
      """;

  /** Begins the next hour for those with something to tell, and ends the others. */
  private static final String TAKE_DUE =
      """
      with due as (
        select o.*, s.password_at,
          o.shares + o.mailed + o.extended + o.unlocked + o.numbers > 0 as tells
        from outside_share o join sign_in s on s.id = o.sign_in_id
        where o.due_at <= :now order by o.sign_in_id for update of o skip locked),
      over as (
        delete from outside_share o using due d where o.sign_in_id = d.sign_in_id and not d.tells),
      again as (
        update outside_share o set due_at = :due, shares = 0, studies = 0, mailed = 0, extended = 0,
          unlocked = 0, numbers = 0
          from due d where o.sign_in_id = d.sign_in_id and d.tells)
      select * from due where tells order by account_id
      """;

  private static final String SIGNED_IN_AT = "select password_at from sign_in where id = :session";

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final NotificationSender sender;
  private final NotificationComposer composer;
  private final Desk desk;
  private final Clock clock;

  /** How much was given. */
  private record Given(
      int shares, int studies, int mailed, int extended, int unlocked, int numbers) {}

  /** Notes an event of a share; what gives nothing to people outside is ignored. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void note(ShareEvent event, Origin origin) {
    switch (event) {
      case ShareEvent.Shared it when it.to().equals(ShareEvent.TO_ADDRESS) ->
          note(it.account(), new Given(1, it.studies().size(), 0, 0, 0, 0), origin);
      case ShareEvent.LinkMailed it -> note(it.account(), new Given(0, 0, 1, 0, 0, 0), origin);
      case ShareEvent.Extended it when it.to().equals(ShareEvent.TO_ADDRESS) ->
          note(it.account(), new Given(0, 0, 0, 1, 0, 0), origin);
      case ShareEvent.Unlocked it -> note(it.account(), new Given(0, 0, 0, 0, 1, 0), origin);
      case ShareEvent.ReferenceIssued it when it.account() != null ->
          note(it.account(), new Given(0, 0, 0, 0, 0, 1), origin);
      default -> {}
    }
  }

  private void note(AccountId account, Given given, Origin origin) {
    if (origin.session() == null) {
      return;
    }
    UUID session = origin.session().value();
    Instant now = clock.instant();
    boolean first =
        jdbc.sql(BEGIN)
                .param("session", session)
                .param("due", now.plus(FOLDED))
                .param("address", origin.address())
                .param("browser", origin.browser())
                .update()
            == 1;
    if (first) {
      Instant signedIn =
          jdbc.sql(SIGNED_IN_AT)
              .param("session", session)
              .query((row, number) -> instant(row, 1))
              .single();
      tell(new Told(account, given, signedIn, origin));
    } else {
      add(session, given);
    }
  }

  private void add(UUID session, Given given) {
    jdbc.sql(ADD)
        .param("session", session)
        .param("shares", given.shares())
        .param("studies", given.studies())
        .param("mailed", given.mailed())
        .param("extended", given.extended())
        .param("unlocked", given.unlocked())
        .param("numbers", given.numbers())
        .update();
  }

  /** What is told of a session. */
  private record Told(AccountId account, Given given, Instant signedIn, Origin origin) {}

  /** Tells what was given in the last hour. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  @Transactional
  public void tellDue() {
    Instant now = clock.instant();
    jdbc.sql(TAKE_DUE)
        .param("now", now)
        .param("due", now.plus(FOLDED))
        .query((row, number) -> told(row))
        .list()
        .forEach(this::tell);
  }

  private static Told told(ResultSet row) throws SQLException {
    return new Told(
        new AccountId(row.getObject("account_id", UUID.class)),
        new Given(
            row.getInt("shares"),
            row.getInt("studies"),
            row.getInt("mailed"),
            row.getInt("extended"),
            row.getInt("unlocked"),
            row.getInt("numbers")),
        instant(row, "password_at"),
        new Origin(row.getString("address"), row.getString("browser")));
  }

  private void tell(Told told) {
    accounts
        .find(told.account())
        .map(account -> new NotificationContext(account, told.signedIn(), told.origin()))
        .ifPresent(context -> sender.tellOwner(context, it -> notice(it, told)));
  }

  private Notification notice(NotificationContext context, Told told) {
    List<Fact> facts = new ArrayList<>(facts(told.given()));
    facts.add(fact("notice.fact.signed-in", composer.when(told.signedIn())));
    facts.addAll(composer.place(context));
    return composer.toOwner(
        NotificationKind.SHARED_OUTSIDE,
        Messages.text("notice.outside.subject"),
        Messages.text("notice.outside.what"),
        facts,
        Messages.text("notice.outside.not-you", composer.when(told.signedIn()), desk.words()));
  }

  private static List<Fact> facts(Given given) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "notice.fact.shares-outside", given.shares());
    add(facts, "notice.fact.studies-outside", given.studies());
    add(facts, "notice.fact.links-again", given.mailed());
    add(facts, "notice.fact.extended", given.extended());
    add(facts, "notice.fact.unlocked", given.unlocked());
    add(facts, "notice.fact.numbers", given.numbers());
    return facts;
  }

  private static void add(List<Fact> facts, String label, int count) {
    if (count > 0) {
      facts.add(fact(label, Counted.number(count)));
    }
  }
}
