package org.sallyport.studies;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.DatabaseSnapshot;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.StudyUid;
import org.sallyport.studies.grants.Candidate;
import org.sallyport.studies.grants.Candidates;
import org.springframework.stereotype.Component;

/**
 * Gives the candidate that an earlier statement read, as long as the database proves that the same
 * statement would read the same: no transaction that wrote has ended since, and none of the
 * candidate's grants either. What begins with time is seen a second later at most. Only what was
 * found is remembered, so no access is refused because of an earlier read.
 */
@Component
class UnchangedCandidates {
  private static final Duration AT_MOST = Duration.ofSeconds(1);
  private static final int MOST = 10_000;

  private final Candidates candidates;
  private final Clock clock;
  private final Cache<Question, Known> known;

  UnchangedCandidates(Candidates candidates, Clock clock) {
    this.candidates = candidates;
    this.clock = clock;
    this.known = ExpiringCaches.of(clock, AT_MOST, MOST);
  }

  private record Question(AccountId account, StudyUid study) {}

  /**
   * @param until when the first of the grants ends, or a second after the statement
   */
  private record Known(Candidate candidate, Instant until) {}

  /**
   * @param snapshot of a statement that was executed for the request that is being answered
   */
  Optional<Candidate> of(AccountId account, StudyUid study, DatabaseSnapshot snapshot) {
    Question question = new Question(account, study);
    Instant now = clock.instant();
    @Nullable Known earlier = known.getIfPresent(question);
    if (earlier != null
        && earlier.candidate().snapshot().isSame(snapshot)
        && now.isBefore(earlier.until())) {
      return Optional.of(earlier.candidate());
    }
    Optional<Candidate> read = candidates.of(account, study);
    read.ifPresent(candidate -> known.put(question, new Known(candidate, until(candidate, now))));
    return read;
  }

  private static Instant until(Candidate candidate, Instant now) {
    return Stream.concat(
            Stream.of(now.plus(AT_MOST)),
            candidate.grounds().stream()
                .flatMap(grant -> Stream.ofNullable(grant.reason().until())))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
