package org.sallyport.gate.secondfactor.passkey;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.springframework.stereotype.Component;

/**
 * Challenges for unauthenticated browsers, without a database row: the browser keeps a random
 * value, the time and the key id; the challenge is a keyed hash of the first two. So a challenge
 * cannot be forged or its age changed.
 */
@Component
@RequiredArgsConstructor
class AnonymousChallenges {
  private static final Pattern STATE =
      Pattern.compile("([A-Za-z0-9_-]{43})\\.([0-9]{1,14})\\.([A-Za-z0-9_-]{1,8})");

  private final KeyedHash hash;
  private final RandomValues random;
  private final Clock clock;

  /** The state that the browser sends back. */
  String begin() {
    return random.token() + "." + clock.millis() + "." + hash.currentKey();
  }

  /** The challenge for that state; empty if it has expired or was not issued by this server. */
  Optional<ChallengeStore.Challenge> challenge(String state) {
    Matcher parts = STATE.matcher(state);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Instant until = Instant.ofEpochMilli(Long.parseLong(parts.group(2))).plus(ChallengeStore.TTL);
    return hash.tokenBy(parts.group(3), KeyPurpose.PASSKEY, parts.group(1), parts.group(2))
        .filter(challenge -> clock.instant().isBefore(until))
        .map(challenge -> new ChallengeStore.Challenge(challenge, until));
  }
}
