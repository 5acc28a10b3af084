package org.sallyport.gate.secondfactor.push.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.testing.Poll;

class WakeQueueTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Semaphore services = new Semaphore(0);
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final WakeQueue queue = new WakeQueue(this::wake, 2);

  private void wake(DeviceId device) {
    begun.incrementAndGet();
    services.acquireUninterruptibly();
    done.incrementAndGet();
  }

  private static AccountId account() {
    return new AccountId(UUID.randomUUID());
  }

  private static List<DeviceId> devices(int count) {
    return Stream.generate(() -> new DeviceId(UUID.randomUUID())).limit(count).toList();
  }

  private boolean reaches(AtomicInteger counter, int count) {
    return Poll.until(TIMEOUT, () -> counter.get() >= count);
  }

  @Test
  void anAccountHoldsTwoConnectionsWhateverItsServicesDo() {
    AccountId slow = account();
    queue.add(slow, devices(5));
    assertThat(reaches(begun, 2)).isTrue();
    queue.add(account(), devices(1));
    assertThat(reaches(begun, 3)).as("another account waits for nobody").isTrue();
    assertThat(begun.get()).isEqualTo(3);
    services.release(6);
    assertThat(reaches(done, 6)).isTrue();
  }

  @Test
  void aPhoneWaitsOnceHoweverOftenItIsAsked() {
    AccountId account = account();
    List<DeviceId> one = devices(1);
    for (int i = 0; i < 10; i++) {
      queue.add(account, one);
    }
    services.release(20);
    assertThat(Poll.until(TIMEOUT, () -> queue.size() == 0)).isTrue();
    assertThat(done.get()).isEqualTo(2);
  }

  @Test
  void accountsBeyondTheLimitAreRefused() {
    assertThat(queue.add(account(), devices(1))).isTrue();
    assertThat(queue.add(account(), devices(1))).isTrue();
    assertThat(queue.add(account(), devices(1))).isFalse();
    services.release(2);
    assertThat(reaches(done, 2)).isTrue();
    assertThat(Poll.until(TIMEOUT, () -> queue.add(account(), List.of()))).isTrue();
  }
}
