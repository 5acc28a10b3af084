package org.sallyport.portal.studies;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.grants.Candidate;
import org.sallyport.portal.studies.grants.Candidates;
import org.springframework.stereotype.Component;

/**
 * Remembers the candidates that were read a moment ago, for as long as the database proves that the
 * same statement would read the same: no transaction that wrote has ended since. A candidate is
 * forgotten when the first of its grants ends, and after a second in any case, since a grant may
 * also begin. Only what was found is remembered: a refusal is always read.
 */
@Component
class UnchangedCandidates {
  private static final Duration CACHE_TTL = Duration.ofSeconds(1);
  private static final int MAX_CACHED = 10_000;

  private final Candidates candidates;
  private final Clock clock;
  private final Cache<Question, Known> remembered;

  UnchangedCandidates(Candidates candidates, Clock clock) {
    this.candidates = candidates;
    this.clock = clock;
    this.remembered = ExpiringCaches.of(clock, CACHE_TTL, MAX_CACHED);
  }

  private record Question(AccountId account, StudyUid study) {}

  /**
   * @param at when the statement began
   * @param until a second later, or when the first of the grants ends, whichever is earlier
   */
  private record Known(Candidate candidate, Instant at, Instant until) {
    boolean isOf(DatabaseSnapshot snapshot, Instant now) {
      return candidate.snapshot().isSame(snapshot) && !now.isBefore(at) && now.isBefore(until);
    }
  }

  /** Reads the candidate. */
  Optional<Candidate> read(AccountId account, StudyUid study) {
    Instant at = clock.instant();
    Optional<Candidate> read = candidates.of(account, study);
    read.ifPresent(
        candidate ->
            remembered.put(
                new Question(account, study), new Known(candidate, at, until(candidate, at))));
    return read;
  }

  /**
   * The candidate as it was read before; empty if it has to be read.
   *
   * @param snapshot of a statement that was executed for the request that is being answered
   */
  Optional<Candidate> known(AccountId account, StudyUid study, DatabaseSnapshot snapshot) {
    Instant now = clock.instant();
    return Optional.ofNullable(remembered.getIfPresent(new Question(account, study)))
        .filter(known -> known.isOf(snapshot, now))
        .map(Known::candidate);
  }

  private static Instant until(Candidate candidate, Instant at) {
    return Stream.concat(
            Stream.of(at.plus(CACHE_TTL)),
            candidate.grounds().stream()
                .flatMap(grant -> Stream.ofNullable(grant.reason().until())))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
