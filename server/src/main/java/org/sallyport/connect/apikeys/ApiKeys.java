package org.sallyport.connect.apikeys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.KeyEvent;
import org.sallyport.platform.installation.AddressRange;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes, replaces and ends keys. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ApiKeys {
  private final ApiKeyStore store;
  private final KeyRules rules;
  private final RandomValues random;
  private final KeyProperties properties;
  private final DomainEvents events;
  private final Clock clock;

  /** The result of making a key. */
  public sealed interface Made {}

  /**
   * It was made.
   *
   * @param text readable once
   */
  public record NewKey(UUID id, String text) implements Made {
    @Override
    public String toString() {
      return "NewKey[" + id + "]";
    }
  }

  /** It was not, for at least one reason. */
  public record NotMade(List<KeyRules.Objection> why) implements Made {}

  /** Makes a key. */
  @Transactional
  public Made make(KeyRequest wanted, Actor by, Origin origin) {
    List<KeyRules.Objection> why = rules.objections(wanted);
    if (!why.isEmpty()) {
      return new NotMade(why);
    }
    KeyRequest written =
        wanted.with(
            wanted.networks().stream()
                .flatMap(it -> AddressRange.of(it).stream())
                .map(AddressRange::toString)
                .distinct()
                .toList());
    UUID id = random.id();
    String text = KeyText.make(random);
    Instant expires = clock.instant().plus(wanted.lasts());
    if (!store.add(id, written, text, by.account(), expires)) {
      return new NotMade(List.of(KeyRules.objection(KeyRules.Field.NAME, "taken", wanted.name())));
    }
    events.publish(
        new KeyEvent.Made(
            wanted.name(),
            by.name(),
            wanted.scopes().stream().map(KeyScope::word).toList(),
            written.networks(),
            expires),
        origin);
    return new NewKey(id, text);
  }

  /**
   * Gives a key a new text and a new end. The text before stays valid for a time, and the one
   * before that no longer. A key that has expired goes on so. Empty if it was ended, or was changed
   * after the admin read it.
   */
  @Transactional
  public Optional<String> replace(ApiKey key, Duration lasts, Actor by, Origin origin) {
    if (!KeyRules.isValidity(lasts)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    String text = KeyText.make(random);
    Instant expires = now.plus(lasts);
    if (!store.replace(key, text, by.account(), now.plus(properties.bothValid()), expires)) {
      return Optional.empty();
    }
    events.publish(new KeyEvent.Replaced(key.name(), by.name(), expires), origin);
    return Optional.of(text);
  }

  /** Ends a key, with both its texts, from the next call on. False if it has ended already. */
  @Transactional
  public boolean end(ApiKey key, Actor by, Origin origin) {
    if (!store.end(key.id())) {
      return false;
    }
    events.publish(new KeyEvent.Ended(key.name(), by.name()), origin);
    return true;
  }
}
