package org.sallyport.staff.admin.obstacles;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.lockout.Throttle;
import org.sallyport.gate.session.history.History;
import org.sallyport.gate.session.history.PastSignIn;
import org.sallyport.gate.session.history.WrongPasswords;
import org.sallyport.platform.geoip.Places;
import org.springframework.stereotype.Component;

/**
 * Waits after wrong passwords, wrong codes and changes of contacts, and wrong passwords since the
 * last sign-in.
 */
@Component
@RequiredArgsConstructor
class WaitCheck implements ObstacleCheck {
  private static final Duration LOOKBACK = Duration.ofHours(24);

  private final Throttle throttle;
  private final WrongPasswords wrongPasswords;
  private final History history;
  private final Places places;
  private final DeskTimes times;
  private final Clock clock;

  @Override
  public Stream<Obstacle> of(Account account) {
    Instant smsBlockedUntil = account.phone() == null ? null : account.smsCodesBlockedUntil();
    return Stream.of(
            waiting(ObstacleKind.PASSWORD_WAIT, account, throttle.waitOf(account.username())),
            waiting(ObstacleKind.CODE_WAIT, account, future(account.nextCodeAt())),
            waiting(
                ObstacleKind.EMAIL_CODES_WAIT, account, future(account.emailCodesBlockedUntil())),
            waiting(ObstacleKind.SMS_CODES_WAIT, account, future(smsBlockedUntil)),
            wrongPasswords(account))
        .flatMap(Optional::stream);
  }

  private Optional<Obstacle> waiting(ObstacleKind kind, Account account, Optional<Instant> until) {
    return until.map(it -> Obstacle.of(kind, account, times.point(it)));
  }

  private Optional<Instant> future(@Nullable Instant until) {
    return Optional.ofNullable(until).filter(it -> it.isAfter(clock.instant()));
  }

  /** Those that no right password followed. */
  private Optional<Obstacle> wrongPasswords(Account account) {
    List<WrongPasswords.OfDay> wrong =
        wrongPasswords.since(account.username(), since(account)).stream()
            .filter(day -> day.count() > 0)
            .toList();
    return wrong.isEmpty() ? Optional.empty() : Optional.of(wrongPasswords(account, wrong));
  }

  private Obstacle wrongPasswords(Account account, List<WrongPasswords.OfDay> wrong) {
    WrongPasswords.OfDay last = wrong.getFirst();
    return Obstacle.of(
        ObstacleKind.WRONG_PASSWORDS,
        account,
        (int) wrong.stream().mapToLong(WrongPasswords.OfDay::count).sum(),
        times.at(last.lastAt()),
        places.show(last.address()));
  }

  /** The last sign-in, or the longest ago that is looked at. */
  private Instant since(Account account) {
    return history.of(account.id()).stream()
        .findFirst()
        .map(PastSignIn::at)
        .filter(at -> at.isAfter(clock.instant().minus(LOOKBACK)))
        .orElseGet(() -> clock.instant().minus(LOOKBACK));
  }
}
