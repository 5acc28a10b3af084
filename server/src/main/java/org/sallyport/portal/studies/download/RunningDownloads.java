package org.sallyport.portal.studies.download;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.ExpiringCaches;
import org.springframework.stereotype.Component;

/**
 * The downloads of studies that this node sends, and their limits. The last ones of each session
 * that have ended are kept for ten minutes, for the pages that show how they ended.
 */
@Component
class RunningDownloads {
  private static final Duration ENDED_TTL = Duration.ofMinutes(10);
  private static final int MAX_SESSIONS = 10_000;
  private static final int MAX_PER_SESSION = 10;

  private final DownloadProperties properties;
  private final List<Download> running = new ArrayList<>();
  private final Cache<UUID, List<Progress>> ended;

  RunningDownloads(DownloadProperties properties, Clock clock) {
    this.properties = properties;
    this.ended = ExpiringCaches.of(clock, ENDED_TTL, MAX_SESSIONS);
  }

  /**
   * One that runs.
   *
   * @param owner the account, or the share of a guest
   */
  private record Download(UUID session, UUID owner, Progress progress) {}

  /** Whether a download may begin. */
  sealed interface Admission {
    record Admitted(Progress progress) implements Admission {}

    /** The session receives as many as it may. */
    record SessionFull() implements Admission {}

    /** All sessions of the account, or of the share, receive as many as they may. */
    record OwnerFull() implements Admission {}

    /** The node sends as many as it may. */
    record NodeFull() implements Admission {}
  }

  /**
   * Counts a download, until {@link #end}. One account, or one share with all its guests, gets at
   * most half of the node's places.
   */
  synchronized Admission begin(Reader reader, StudyUid study) {
    UUID session = session(reader);
    if (runningOf(session).count() >= properties.perSession()) {
      return new Admission.SessionFull();
    }
    UUID owner = owner(reader);
    long ofOwner = running.stream().filter(download -> download.owner().equals(owner)).count();
    if (ofOwner >= Math.max(properties.perSession(), properties.atOnce() / 2)) {
      return new Admission.OwnerFull();
    }
    if (running.size() >= properties.atOnce()) {
      return new Admission.NodeFull();
    }
    Progress progress = new Progress(study);
    running.addFirst(new Download(session, owner, progress));
    return new Admission.Admitted(progress);
  }

  synchronized void end(Progress progress, Progress.State how) {
    progress.end(how);
    running.stream()
        .filter(download -> download.progress().equals(progress))
        .findFirst()
        .ifPresent(this::keep);
  }

  /** The last download of the study by this session, on this node: one that runs, if there is. */
  synchronized Optional<Progress> last(Reader reader, StudyUid study) {
    UUID session = session(reader);
    return Stream.concat(runningOf(session), endedOf(session).stream())
        .filter(it -> it.study().equals(study))
        .findFirst();
  }

  private void keep(Download download) {
    running.remove(download);
    Stream<Progress> earlier = endedOf(download.session()).stream();
    ended.put(
        download.session(),
        Stream.concat(Stream.of(download.progress()), earlier).limit(MAX_PER_SESSION).toList());
  }

  /** The last ones first. */
  private Stream<Progress> runningOf(UUID session) {
    return running.stream()
        .filter(download -> download.session().equals(session))
        .map(Download::progress);
  }

  private static UUID session(Reader reader) {
    return switch (reader) {
      case Visitor visitor -> visitor.signIn().value();
      case Guest guest -> guest.session().value();
    };
  }

  private static UUID owner(Reader reader) {
    return switch (reader) {
      case Visitor visitor -> visitor.account().value();
      case Guest guest -> guest.share().value();
    };
  }

  /** The last ones first. */
  private List<Progress> endedOf(UUID session) {
    List<Progress> known = ended.getIfPresent(session);
    return known == null ? List.of() : known;
  }
}
