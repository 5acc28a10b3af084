package org.sallyport.portal.studies.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.ShareSessionId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.download.RunningDownloads.Admission;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;

class RunningDownloadsTest {
  /** Longer than the downloads that have ended are kept. */
  private static final Duration LONG = Duration.ofMinutes(11);

  private static final StudyUid STUDY = new StudyUid("1.2.3");

  private final TurnableClock clock = new TurnableClock();
  private final RunningDownloads downloads =
      new RunningDownloads(new DownloadProperties(List.of("physician"), 2, 1), clock);

  @Test
  void countForTheirSessionHoweverLongTheyRun() {
    for (Reader reader : List.of(visitor(), guest())) {
      Progress first = begun(reader);
      clock.turn(LONG);
      assertThat(downloads.begin(reader, STUDY)).isEqualTo(new Admission.SessionFull());
      clock.turn(LONG);
      assertThat(downloads.begin(reader, STUDY)).isEqualTo(new Admission.SessionFull());
      downloads.end(first, Progress.State.COMPLETE);
      assertThat(downloads.begin(reader, STUDY)).isInstanceOf(Admission.Admitted.class);
    }
  }

  @Test
  void areShownHoweverLongTheyRun() {
    Reader reader = visitor();
    Progress first = begun(reader);
    clock.turn(LONG);
    assertThat(downloads.last(reader, STUDY)).containsSame(first);
    assertThat(downloads.last(visitor(), STUDY)).isEmpty();
    assertThat(downloads.last(reader, new StudyUid("1.2.4"))).isEmpty();
  }

  @Test
  void areShownForTenMinutesAfterTheirEnd() {
    Reader reader = visitor();
    Progress first = begun(reader);
    clock.turn(LONG);
    downloads.end(first, Progress.State.LEFT);
    clock.turn(Duration.ofMinutes(9));
    assertThat(downloads.last(reader, STUDY)).containsSame(first);
    assertThat(first.state()).isEqualTo(Progress.State.LEFT);
    clock.turn(Duration.ofMinutes(2));
    assertThat(downloads.last(reader, STUDY)).isEmpty();
  }

  @Test
  void areShownBeforeThoseThatHaveEnded() {
    Reader reader = visitor();
    downloads.end(begun(reader), Progress.State.LEFT);
    Progress second = begun(reader);
    assertThat(downloads.last(reader, STUDY)).containsSame(second);
    downloads.end(second, Progress.State.COMPLETE);
    assertThat(downloads.last(reader, STUDY)).containsSame(second);
  }

  @Test
  void sayHowLongAgoTheyBegan() {
    Reader reader = visitor();
    long begun = System.nanoTime();
    downloads.end(begun(reader), Progress.State.COMPLETE);
    Progress last = downloads.last(reader, STUDY).orElseThrow();
    Duration age = last.age();
    assertThat(age).isBetween(Duration.ZERO, Duration.ofNanos(System.nanoTime() - begun));
    assertThat(last.age()).isGreaterThanOrEqualTo(age);
  }

  @Test
  void countForTheNodeUntilTheyEnd() {
    Progress first = begun(visitor());
    begun(guest());
    clock.turn(LONG);
    assertThat(downloads.begin(visitor(), STUDY)).isEqualTo(new Admission.NodeFull());
    downloads.end(first, Progress.State.FAILED);
    assertThat(downloads.begin(visitor(), STUDY)).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void ofOneAccountOrShareGetHalfOfThePlacesAtMost() {
    RunningDownloads node =
        new RunningDownloads(new DownloadProperties(List.of("physician"), 4, 1), clock);
    AccountId account = new AccountId(UUID.randomUUID());
    for (int browser = 0; browser < 2; browser++) {
      assertThat(node.begin(Visitors.of(account), STUDY)).isInstanceOf(Admission.Admitted.class);
    }
    assertThat(node.begin(Visitors.of(account), STUDY)).isEqualTo(new Admission.OwnerFull());
    ShareId share = new ShareId(UUID.randomUUID());
    for (int browser = 0; browser < 2; browser++) {
      assertThat(node.begin(guest(share), STUDY)).isInstanceOf(Admission.Admitted.class);
    }
    assertThat(node.begin(guest(share), STUDY)).isEqualTo(new Admission.OwnerFull());
    assertThat(node.begin(visitor(), STUDY)).isEqualTo(new Admission.NodeFull());
  }

  private Progress begun(Reader reader) {
    if (downloads.begin(reader, STUDY) instanceof Admission.Admitted(Progress progress)) {
      return progress;
    }
    throw new IllegalStateException("not admitted");
  }

  private static Visitor visitor() {
    return Visitors.of(new AccountId(UUID.randomUUID()));
  }

  private static Guest guest() {
    return guest(new ShareId(UUID.randomUUID()));
  }

  private static Guest guest(ShareId share) {
    return new Guest(new ShareSessionId(UUID.randomUUID()), share, "x", "X", Instant.EPOCH, true);
  }
}
