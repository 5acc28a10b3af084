package org.sallyport.connect.apikeys;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.KeyEvent;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.NetworkLimits;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides about each call by the key that it presents. The same is done for an unknown key as for
 * one that has ended or is not for this network: a hash, a search, a count by address. What admins
 * learn of the latter is written after the answer.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class KeyCheck {
  private final ApiKeyStore store;
  private final RefusedKeys refused;
  private final RateLimits limits;
  private final NetworkLimits networks;
  private final KeyProperties properties;
  private final DomainEvents events;
  private final Clock clock;

  /** What is called: the method of HTTP, and the path without a query. */
  public record Call(String method, String path) {}

  /**
   * Lets a call in, and records it if it is.
   *
   * @param presented what came as a bearer key; null if nothing did
   */
  @Transactional
  public KeyEntry enter(@Nullable String presented, Call call, Origin origin) {
    String text = presented != null && KeyText.isOne(presented) ? presented : "";
    Optional<ApiKeyStore.Presented> known = store.presented(text);
    Optional<KeyEvent.Reason> objection = known.flatMap(it -> objection(it, origin));
    if (known.isPresent() && objection.isEmpty()) {
      return admit(known.get().key(), call, origin);
    }
    objection.ifPresent(why -> refused.tellLater(known.get().key(), why, origin));
    return refuse(origin);
  }

  private Optional<KeyEvent.Reason> objection(ApiKeyStore.Presented presented, Origin origin) {
    Instant now = clock.instant();
    ApiKey key = presented.key();
    if (key.endedAt() != null) {
      return Optional.of(KeyEvent.Reason.ENDED);
    }
    if (!key.isValid(now)) {
      return Optional.of(KeyEvent.Reason.EXPIRED);
    }
    if (presented.isReplaced()) {
      return Optional.of(KeyEvent.Reason.REPLACED);
    }
    return key.isFor(origin.address())
        ? Optional.empty()
        : Optional.of(KeyEvent.Reason.OTHER_NETWORK);
  }

  private KeyEntry admit(ApiKey key, Call call, Origin origin) {
    Demand demand =
        LimitName.KEY_CALLS
            .of(properties.callsPerHour())
            .demand(Quota.ANYONE, key.id().toString())
            .about(Actor.KEY + key.name());
    if (limits.take(List.of(demand)) instanceof Decision.UsedUp usedUp) {
      return new KeyEntry.TooMany(usedUp.until());
    }
    store.used(key.id(), origin.address());
    events.publish(new KeyEvent.Called(key.name(), call.method(), call.path()), origin);
    return new KeyEntry.Admitted(new KeyHolder(key.id(), key.name(), key.madeBy(), key.scopes()));
  }

  private KeyEntry refuse(Origin origin) {
    Decision decision =
        networks.take(
            LimitName.KEY_REFUSED,
            LimitName.KEY_REFUSED_SITE,
            properties.refusedPerHour(),
            origin.block());
    return decision instanceof Decision.UsedUp usedUp
        ? new KeyEntry.TooMany(usedUp.until())
        : new KeyEntry.NoValidKey();
  }
}
