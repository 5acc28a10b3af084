package org.sallyport.staff.admin.obstacles;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.gate.account.groups.Membership;
import org.sallyport.portal.studies.grants.Candidates;
import org.springframework.stereotype.Component;

/** Why an account that can sign in sees no studies, or fewer than it did. */
@Component
@RequiredArgsConstructor
class StudyCheck implements ObstacleCheck {
  private final Accounts accounts;
  private final Groups groups;
  private final Candidates candidates;
  private final DeskTimes times;
  private final Clock clock;

  @Override
  public Stream<Obstacle> of(Account account) {
    if (!account.role().rights().readsStudies()) {
      return Stream.of(Obstacle.of(ObstacleKind.ROLE_WITHOUT_STUDIES, account));
    }
    Instant now = clock.instant();
    List<Membership> memberships = groups.of(account.id());
    List<Membership> lapsed =
        memberships.stream().filter(membership -> membership.hasLapsed(now)).toList();
    boolean inGroup = lapsed.size() < memberships.size();
    Stream<Obstacle> obstacles = lapsed.stream().map(membership -> lapsed(account, membership));
    return candidates.any(account.id())
        ? obstacles
        : Stream.concat(obstacles, Stream.of(nothing(account, inGroup)));
  }

  private Obstacle lapsed(Account account, Membership membership) {
    return Obstacle.of(
        ObstacleKind.MEMBERSHIP_LAPSED,
        account,
        membership.group().name(),
        times.at(membership.until()));
  }

  /**
   * @param inGroup whether a membership has not lapsed
   */
  private Obstacle nothing(Account account, boolean inGroup) {
    boolean named =
        !accounts.numbers(account.id()).isEmpty()
            || !accounts.patientNumbers(account.id()).isEmpty()
            || inGroup;
    return Obstacle.of(named ? ObstacleKind.NO_STUDY : ObstacleKind.NO_STUDY_RIGHT, account);
  }
}
