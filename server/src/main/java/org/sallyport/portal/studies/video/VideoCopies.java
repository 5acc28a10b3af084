package org.sallyport.portal.studies.video;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.objects.ArchiveFailed;
import org.sallyport.portal.studies.objects.ObjectStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The videos that readers of this node play, each copied from the archive once. Archives give no
 * ranges of an object, and a player asks for hundreds.
 */
@Component
@RequiredArgsConstructor
class VideoCopies {
  private static final Logger LOG = LoggerFactory.getLogger(VideoCopies.class);

  /** How long a copy is kept for a player that waits. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  /** How long a copy goes on growing while nobody reads it. */
  private static final Duration UNREAD = Duration.ofSeconds(30);

  /** What a copy counts as at least: so the number of open files is bounded, too. */
  private static final long LEAST = 10L << 20;

  private static final int CHUNK = 64 * 1024;

  private final ObjectStreams objects;
  private final VideoProperties properties;
  private final Clock clock;
  private final Map<ResourcePath, VideoCopy> copies = new HashMap<>();

  /**
   * The copy of a video, which begins to grow if there is none; the caller leaves it.
   *
   * @param place an object of which the reader may see the study
   * @throws ArchiveFailed if no file can be made
   */
  synchronized VideoCopy enter(Reader reader, ResourcePath place) throws ArchiveFailed {
    VideoCopy known = copies.get(place);
    VideoCopy copy = known == null || !known.hasFile() ? begin(owner(reader), place) : known;
    copy.enter();
    return copy;
  }

  private VideoCopy begin(Object owner, ResourcePath place) throws ArchiveFailed {
    VideoCopy copy = empty(owner);
    if (reserve(copy, LEAST)) {
      copies.put(place, copy);
      Thread.ofVirtual().name("video-copy").start(() -> grow(copy, place));
    } else {
      close(copy);
    }
    return copy;
  }

  private VideoCopy empty(Object owner) throws ArchiveFailed {
    try {
      return new VideoCopy(owner, properties.place(), clock.instant());
    } catch (IOException e) {
      LOG.warn("there is no file for a copy of a video: {}", e.toString());
      throw new ArchiveFailed(e);
    }
  }

  void leave(VideoCopy copy) {
    copy.leave(clock.instant());
  }

  /** Closes the copies that nobody has read for a while. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  synchronized void closeUnused() {
    Instant before = clock.instant().minus(KEPT);
    Map.copyOf(copies)
        .forEach(
            (place, copy) -> {
              if (!copy.isRead() && copy.lastUsed().isBefore(before)) {
                remove(place, copy);
              }
            });
  }

  private static Object owner(Reader reader) {
    return switch (reader) {
      case Visitor visitor -> visitor.account();
      case Guest guest -> guest.share();
    };
  }

  private void grow(VideoCopy copy, ResourcePath place) {
    try (ArchiveResponse.Given given = objects.open(place)) {
      Optional<EncapsulatedVideo> video =
          EncapsulatedVideo.in(new BufferedInputStream(ObjectStreams.content(given), CHUNK));
      if (video.isEmpty()) {
        copy.ends(VideoCopy.State.NO_VIDEO);
      } else {
        append(copy, video.get());
      }
    } catch (IOException | ArchiveUnreachable e) {
      LOG.info("the video {} was not copied: {}", place.instance(), e.getMessage());
      copy.ends(VideoCopy.State.FAILED);
    } catch (RuntimeException | Error e) {
      copy.ends(VideoCopy.State.FAILED);
      throw e;
    } finally {
      if (!copy.hasFile()) {
        remove(place, copy);
      }
    }
  }

  private void append(VideoCopy copy, EncapsulatedVideo video) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long sum = 0;
    for (long bytes = video.nextFragment(); bytes >= 0; bytes = video.nextFragment()) {
      sum += bytes;
      if (!reserve(copy, Math.max(0, sum - copy.reserved()))) {
        return;
      }
      if (video.hasOneFragment() && copy.total() == 0) {
        copy.knows(bytes);
      }
      for (int read = video.read(chunk); read > 0; read = video.read(chunk)) {
        if (!copy.append(chunk, read) || isLeft(copy)) {
          return;
        }
      }
    }
    copy.completes();
  }

  private boolean isLeft(VideoCopy copy) {
    boolean isLeft = !copy.isRead() && copy.lastUsed().plus(UNREAD).isBefore(clock.instant());
    if (isLeft) {
      copy.ends(VideoCopy.State.FAILED);
    }
    return isLeft;
  }

  /** Makes room by closing copies that nobody reads at this moment, those of the owner first. */
  private synchronized boolean reserve(VideoCopy copy, long bytes) {
    long space = properties.space().toBytes();
    if (copy.reserved() + bytes > space / 2) {
      copy.ends(VideoCopy.State.TOO_LARGE);
      return false;
    }
    while (sum(owned(copy.owner())) + bytes > space / 2) {
      if (!removeOldest(owned(copy.owner()), copy)) {
        copy.ends(VideoCopy.State.NO_SPACE);
        return false;
      }
    }
    while (sum(copies.values()) + bytes > space) {
      if (!removeOldest(copies.values(), copy)) {
        copy.ends(VideoCopy.State.NO_SPACE);
        return false;
      }
    }
    copy.reserve(bytes);
    return true;
  }

  private Collection<VideoCopy> owned(Object owner) {
    return copies.values().stream().filter(it -> it.owner().equals(owner)).toList();
  }

  private static long sum(Collection<VideoCopy> some) {
    return some.stream().mapToLong(VideoCopy::reserved).sum();
  }

  private boolean removeOldest(Collection<VideoCopy> some, VideoCopy but) {
    Optional<VideoCopy> oldest =
        some.stream()
            .filter(it -> it != but && !it.isRead())
            .min(Comparator.comparing(VideoCopy::lastUsed));
    oldest.ifPresent(
        it -> {
          copies.values().remove(it);
          close(it);
        });
    return oldest.isPresent();
  }

  private synchronized void remove(ResourcePath place, VideoCopy copy) {
    copies.remove(place, copy);
    close(copy);
  }

  private static void close(VideoCopy copy) {
    try {
      copy.close();
    } catch (IOException e) {
      LOG.warn("a copy of a video was not closed: {}", e.getMessage());
    }
  }
}
