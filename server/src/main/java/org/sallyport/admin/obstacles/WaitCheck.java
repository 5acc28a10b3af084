package org.sallyport.admin.obstacles;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.account.Account;
import org.sallyport.geoip.Places;
import org.sallyport.lockout.Throttle;
import org.sallyport.session.history.History;
import org.sallyport.session.history.PastSignIn;
import org.sallyport.session.history.WrongPasswords;
import org.springframework.stereotype.Component;

/**
 * Waits after wrong passwords, wrong codes and changes of contacts, and wrong passwords since the
 * last sign-in.
 */
@Component
class WaitCheck implements ObstacleCheck {
  private static final Duration LOOKED_AT = Duration.ofHours(24);

  private final Throttle throttle;
  private final WrongPasswords wrongPasswords;
  private final History history;
  private final Places places;
  private final DeskTimes times;
  private final Clock clock;

  WaitCheck(
      Throttle throttle,
      WrongPasswords wrongPasswords,
      History history,
      Places places,
      DeskTimes times,
      Clock clock) {
    this.throttle = throttle;
    this.wrongPasswords = wrongPasswords;
    this.history = history;
    this.places = places;
    this.times = times;
    this.clock = clock;
  }

  @Override
  public Stream<Obstacle> of(Account account) {
    Optional<Obstacle> passwords =
        throttle
            .waitOf(account.username())
            .map(until -> Obstacle.of(ObstacleKind.PASSWORD_WAIT, account, times.point(until)));
    return Stream.of(
            passwords,
            waits(account.nextCodeAt())
                .map(until -> Obstacle.of(ObstacleKind.CODE_WAIT, account, times.point(until))),
            waits(account.emailCodesBlockedUntil())
                .map(
                    until ->
                        Obstacle.of(ObstacleKind.EMAIL_CODES_WAIT, account, times.point(until))),
            waits(account.phone() == null ? null : account.smsCodesBlockedUntil())
                .map(
                    until -> Obstacle.of(ObstacleKind.SMS_CODES_WAIT, account, times.point(until))),
            wrongPasswords(account))
        .flatMap(Optional::stream);
  }

  private Optional<Instant> waits(@Nullable Instant until) {
    return Optional.ofNullable(until).filter(it -> it.isAfter(clock.instant()));
  }

  /** Those that no right password followed. */
  private Optional<Obstacle> wrongPasswords(Account account) {
    Instant since =
        history.of(account.id()).stream()
            .findFirst()
            .map(PastSignIn::at)
            .filter(at -> at.isAfter(clock.instant().minus(LOOKED_AT)))
            .orElseGet(() -> clock.instant().minus(LOOKED_AT));
    List<WrongPasswords.OfDay> wrong =
        wrongPasswords.since(account.username(), since).stream()
            .filter(day -> day.count() > 0)
            .toList();
    return wrong.stream()
        .findFirst()
        .map(
            last ->
                Obstacle.of(
                    ObstacleKind.WRONG_PASSWORDS,
                    account,
                    (int) wrong.stream().mapToLong(WrongPasswords.OfDay::count).sum(),
                    times.at(last.lastAt()),
                    places.show(last.address())));
  }
}
