package org.sallyport.connect.apikeys;

import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.background.AfterCommit;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.KeyEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records, once an hour for each key, that a right key was refused: it may have been copied, or its
 * program was forgotten. This is done on another thread, so that the answer takes as long as for a
 * key that nobody has.
 */
@Component
@RequiredArgsConstructor
class RefusedKeys {
  private final ApiKeyStore store;
  private final DomainEvents events;
  private final TransactionTemplate transaction;

  /** Records it after the caller's transaction. */
  void tellLater(ApiKey key, KeyEvent.Reason why, Origin origin) {
    AfterCommit.run(
        () -> Thread.ofVirtual().name("refused-key").start(() -> tell(key, why, origin)));
  }

  private void tell(ApiKey key, KeyEvent.Reason why, Origin origin) {
    transaction.executeWithoutResult(
        status -> {
          if (store.refused(key.id(), origin.address())) {
            events.publish(new KeyEvent.Refused(key.name(), why), origin);
          }
        });
  }
}
