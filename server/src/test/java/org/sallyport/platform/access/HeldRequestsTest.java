package org.sallyport.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.HeldRequests.Answer;

class HeldRequestsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final HeldRequests<String, Integer> held = new HeldRequests<>(2, 4);

  private CompletableFuture<Answer> hold(String key) {
    return held.hold(key, 1, LONG).orElseThrow();
  }

  @Test
  void areAnsweredWhenTheValueChangesOrIsGone() {
    CompletableFuture<Answer> same = hold("same");
    CompletableFuture<Answer> other = hold("other");
    CompletableFuture<Answer> gone = hold("gone");
    held.look(keys -> Map.of("same", 1, "other", 2));
    assertThat(same).isNotDone();
    assertThat(other).isCompletedWithValue(Answer.CHANGED);
    assertThat(gone).isCompletedWithValue(Answer.CHANGED);
    assertThat(held.count()).isEqualTo(1);
  }

  @Test
  void areAnsweredWhenTheTimeIsOver() {
    assertThat(held.hold("key", 1, Duration.ofMillis(1)).orElseThrow().join())
        .isEqualTo(Answer.UNCHANGED);
    assertThat(held.count()).isZero();
  }

  @Test
  void L04_aKeyTakesNoMoreThanItsPlacesAndTheOldestGoes() {
    CompletableFuture<Answer> oldest = hold("key");
    CompletableFuture<Answer> second = hold("key");
    CompletableFuture<Answer> third = hold("key");
    assertThat(oldest).isCompletedWithValue(Answer.DISPLACED);
    assertThat(second).isNotDone();
    assertThat(third).isNotDone();
    assertThat(held.count()).isEqualTo(2);
  }

  @Test
  void L04_allTogetherTakeNoMoreThanThePlacesAndFreeThem() {
    assertThat(Stream.of("a", "b", "c", "d").map(this::hold)).noneMatch(Future::isDone);
    assertThat(held.hold("e", 1, LONG)).isEmpty();
    held.look(keys -> Map.of("a", 1, "c", 1, "d", 1));
    assertThat(held.hold("e", 1, LONG)).isPresent();
    assertThat(held.count()).isEqualTo(4);
  }

  @Test
  void nothingIsReadWhileNothingIsHeld() {
    held.look(HeldRequestsTest::fails);
    assertThat(held.count()).isZero();
  }

  private static Map<String, Integer> fails(Collection<String> keys) {
    throw new AssertionError("read " + keys);
  }

  @Test
  void beforeAStopAllAreAnsweredAndNoneIsHeld() {
    CompletableFuture<Answer> request = hold("key");
    held.close();
    assertThat(request).isCompletedWithValue(Answer.DISPLACED);
    assertThat(held.hold("key", 1, LONG)).isEmpty();
  }
}
