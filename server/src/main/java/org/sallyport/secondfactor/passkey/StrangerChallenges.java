package org.sallyport.secondfactor.passkey;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.crypto.KeyedHash;
import org.sallyport.crypto.RandomValues;
import org.sallyport.crypto.Use;
import org.springframework.stereotype.Component;

/**
 * Challenges for strangers, of which no row is kept: the browser keeps a random value, the time and
 * the key's id, the challenge is a keyed hash of both. So nobody makes one of their own, or makes
 * one younger.
 */
@Component
class StrangerChallenges {
  private static final Pattern STATE =
      Pattern.compile("([A-Za-z0-9_-]{43})\\.([0-9]{1,14})\\.([A-Za-z0-9_-]{1,8})");

  private final KeyedHash hash;
  private final RandomValues random;
  private final Clock clock;

  StrangerChallenges(KeyedHash hash, RandomValues random, Clock clock) {
    this.hash = hash;
    this.random = random;
    this.clock = clock;
  }

  /** What the browser is to bring back. */
  String begin() {
    return random.token() + "." + clock.millis() + "." + hash.currentKey();
  }

  /** The challenge that belongs to it; empty if it is too old, or nothing that we gave away. */
  Optional<ChallengeStore.Challenge> challenge(String state) {
    Matcher parts = STATE.matcher(state);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Instant until = Instant.ofEpochMilli(Long.parseLong(parts.group(2))).plus(ChallengeStore.LASTS);
    return hash.tokenBy(parts.group(3), Use.PASSKEY, parts.group(1), parts.group(2))
        .filter(challenge -> clock.instant().isBefore(until))
        .map(challenge -> new ChallengeStore.Challenge(challenge, until));
  }
}
