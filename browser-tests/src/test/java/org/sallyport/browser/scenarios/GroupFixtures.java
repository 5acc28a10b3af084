package org.sallyport.browser.scenarios;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.People.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Colleagues: a practice, and studies shared with somebody. */
@Component
public class GroupFixtures {
  private static final Actor OPERATOR = new Actor(null, "the desk");

  private final GroupChanges changes;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  GroupFixtures(
      GroupChanges changes, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.changes = changes;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A practice of two; returns the name of the member who is no admin of it. */
  public String practice(Person admin, Person member) {
    String name = "Practice " + UUID.randomUUID().toString().substring(0, 8);
    Group group =
        Objects.requireNonNull(
            transaction.execute(
                status ->
                    changes.findOrMake(name, Group.Kind.PRACTICE, OPERATOR, Origin.COMMAND_LINE)));
    changes.add(group, admin.id(), OPERATOR, Origin.COMMAND_LINE);
    changes.add(group, member.id(), OPERATOR, Origin.COMMAND_LINE);
    changes.setAdmin(group, admin.id(), true, OPERATOR, Origin.COMMAND_LINE);
    return jdbc.sql("select name from account where id = ?")
        .params(member.id().value())
        .query(String.class)
        .single();
  }

  /** Lets the membership of an account lapse. */
  public void lapse(Person member) {
    jdbc.sql("update group_member set confirmed_until = ? where account_id = ?")
        .params(Timestamp.from(clock.instant()), member.id().value())
        .update();
  }

  /** Shares every study that the archive says the sharer requested. */
  public void shares(Person sharer, Person with) {
    UUID id = UUID.randomUUID();
    Timestamp now = Timestamp.from(clock.instant());
    Timestamp until = Timestamp.from(clock.instant().plus(Duration.ofDays(30)));
    jdbc.sql(
            """
            insert into share (id, kind, sharer_id, shared_by, account_id, shared_at, valid_from, expires_at)
            values (?, 'share', ?, 'Dr Hester Brambleway', ?, ?, ?, ?)
            """)
        .params(id, sharer.id().value(), with.id().value(), now, now, until)
        .update();
    jdbc.sql(
            """
            insert into share_study (share_id, study_uid)
            select ?, study_uid from study_named where account_id = ? and reason = 'requesting'
            """)
        .params(id, sharer.id().value())
        .update();
  }
}
