package org.sallyport.portal.studies.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.portal.studies.retrieval.Places.Admission;
import org.sallyport.portal.studies.retrieval.Places.Owner;
import org.sallyport.testing.Poll;

class PlacesTest {
  private static final Owner ANNA = new Owner("anna", false);
  private static final Owner BEN = new Owner("ben", false);
  private static final Owner GUEST = new Owner("guest", true);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration NONE = Duration.ofMillis(1);

  private final Places places = new Places(4, 3, 5);
  private final BlockingQueue<Owner> admitted = new LinkedBlockingQueue<>();
  private final List<Thread> waiting = new ArrayList<>();

  @AfterEach
  void nobodyWaits() {
    waiting.forEach(Thread::interrupt);
  }

  private void waits(Owner owner) {
    int before = places.waiting();
    waiting.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    if (places.enter(owner, LONG) == Admission.ADMITTED) {
                      admitted.add(owner);
                    }
                  } catch (InterruptedException e) {
                    // The test is over.
                  }
                }));
    assertThat(Poll.until(Duration.ofSeconds(20), () -> places.waiting() > before)).isTrue();
  }

  private void enters(Owner owner, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      assertThat(places.enter(owner, LONG)).isEqualTo(Admission.ADMITTED);
    }
  }

  private Owner next() throws InterruptedException {
    return admitted.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void anOwnerGetsNoMoreThanItsPlaces() throws InterruptedException {
    enters(ANNA, 3);
    assertThat(places.enter(ANNA, NONE)).isEqualTo(Admission.OWNER_FULL);
    assertThat(places.enter(BEN, NONE)).isEqualTo(Admission.ADMITTED);
    assertThat(places.enter(BEN, NONE)).isEqualTo(Admission.NODE_FULL);
    places.leave(ANNA);
    assertThat(places.enter(ANNA, NONE)).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void whoHasFewestComesFirst() throws InterruptedException {
    enters(ANNA, 2);
    enters(BEN, 2);
    waits(ANNA);
    waits(ANNA);
    waits(GUEST);
    places.leave(BEN);
    assertThat(next()).isEqualTo(GUEST);
    waits(BEN);
    places.leave(ANNA);
    assertThat(next()).isIn(ANNA, BEN);
    assertThat(places.taken()).isEqualTo(4);
  }

  @Test
  void equalOnesAreServedInTurn() throws InterruptedException {
    enters(ANNA, 2);
    enters(BEN, 2);
    for (int i = 0; i < 2; i++) {
      waits(ANNA);
      waits(BEN);
    }
    List<Owner> turns = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      places.leave(i % 2 == 0 ? ANNA : BEN);
      turns.add(next());
    }
    assertThat(turns).containsExactly(ANNA, BEN, ANNA, BEN);
  }

  @Test
  void guestsLeaveHalfOfThemToOthers() throws InterruptedException {
    enters(GUEST, 2);
    assertThat(places.enter(GUEST, NONE)).isEqualTo(Admission.NODE_FULL);
    assertThat(places.enter(new Owner("other guest", true), NONE)).isEqualTo(Admission.NODE_FULL);
    enters(ANNA, 2);
  }

  @Test
  void onlySomeWait() throws InterruptedException {
    enters(ANNA, 3);
    for (int i = 0; i < 5; i++) {
      waits(ANNA);
    }
    assertThat(places.enter(ANNA, LONG)).isEqualTo(Admission.OWNER_FULL);
    enters(BEN, 1);
  }

  @Test
  void whoGivesUpLeavesNothingBehind() throws InterruptedException {
    enters(ANNA, 3);
    for (int i = 0; i < 20; i++) {
      assertThat(places.enter(ANNA, NONE)).isEqualTo(Admission.OWNER_FULL);
    }
    assertThat(places.waiting()).isZero();
    for (int i = 0; i < 3; i++) {
      places.leave(ANNA);
    }
    assertThat(places.taken()).isZero();
  }
}
