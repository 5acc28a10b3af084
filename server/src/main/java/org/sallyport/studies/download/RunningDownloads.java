package org.sallyport.studies.download;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.sallyport.access.Guest;
import org.sallyport.access.Reader;
import org.sallyport.access.Visitor;
import org.sallyport.ids.StudyUid;
import org.springframework.stereotype.Component;

/**
 * The downloads of studies that this node sends, and their limits. The last ones of each session
 * are kept for a while, for the pages that show how they ended.
 */
@Component
class RunningDownloads {
  private static final Duration MEMORY = Duration.ofMinutes(10);
  private static final int MOST_SESSIONS = 10_000;
  private static final int MOST_KEPT = 10;

  private final DownloadProperties properties;
  private final List<Progress> running = new ArrayList<>();
  private final Cache<UUID, List<Progress>> ofSession;

  RunningDownloads(DownloadProperties properties, Clock clock) {
    this.properties = properties;
    this.ofSession =
        Caffeine.newBuilder()
            .expireAfterWrite(MEMORY)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .maximumSize(MOST_SESSIONS)
            .build();
  }

  /** Whether a download may begin. */
  sealed interface Admission {
    record Admitted(Progress progress) implements Admission {}

    /** The session receives as many as it may. */
    record SessionFull() implements Admission {}

    /** The node sends as many as it may. */
    record NodeFull() implements Admission {}
  }

  /** Counts a download, until {@link #end}. */
  synchronized Admission begin(Reader reader, StudyUid study) {
    UUID session = session(reader);
    List<Progress> own = known(session);
    if (running.stream().filter(own::contains).count() >= properties.perSession()) {
      return new Admission.SessionFull();
    }
    if (running.size() >= properties.atOnce()) {
      return new Admission.NodeFull();
    }
    Progress progress = new Progress(study);
    running.add(progress);
    List<Progress> kept = new ArrayList<>(own.subList(0, Math.min(own.size(), MOST_KEPT)));
    kept.addFirst(progress);
    ofSession.put(session, List.copyOf(kept));
    return new Admission.Admitted(progress);
  }

  synchronized void end(Progress progress, Progress.State how) {
    progress.end(how);
    running.remove(progress);
  }

  /** The last download of the study by this session, on this node. */
  Optional<Progress> last(Reader reader, StudyUid study) {
    return known(session(reader)).stream().filter(it -> it.study().equals(study)).findFirst();
  }

  private static UUID session(Reader reader) {
    return switch (reader) {
      case Visitor visitor -> visitor.signIn().value();
      case Guest guest -> guest.session().value();
    };
  }

  private List<Progress> known(UUID session) {
    List<Progress> known = ofSession.getIfPresent(session);
    return known == null ? List.of() : known;
  }
}
