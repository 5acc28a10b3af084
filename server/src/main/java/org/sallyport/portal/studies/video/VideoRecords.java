package org.sallyport.portal.studies.video;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.portal.studies.ExpiringCaches;
import org.sallyport.portal.studies.Readers;
import org.sallyport.portal.studies.StudyAccess;
import org.springframework.stereotype.Component;

/**
 * Records that videos are shown, once in half an hour for each session and video: a player asks for
 * hundreds of ranges.
 */
@Component
class VideoRecords {
  private static final Duration VIEW_INTERVAL = Duration.ofMinutes(30);
  private static final int MAX_CACHED = 10_000;
  private static final String FORM = "video";

  private final Readers readers;
  private final Cache<Viewing, Boolean> viewings;

  VideoRecords(Readers readers, Clock clock) {
    this.readers = readers;
    this.viewings = ExpiringCaches.of(clock, VIEW_INTERVAL, MAX_CACHED);
  }

  private record Viewing(UUID session, InstanceUid object) {
    static Viewing of(Reader reader, InstanceUid object) {
      UUID session =
          switch (reader) {
            case Visitor visitor -> visitor.signIn().value();
            case Guest guest -> guest.session().value();
          };
      return new Viewing(session, object);
    }
  }

  void shown(Reader reader, StudyAccess studyAccess, InstanceUid object, Origin origin) {
    if (viewings.asMap().putIfAbsent(Viewing.of(reader, object), true) == null) {
      readers.shown(reader, studyAccess, object, FORM, origin);
    }
  }
}
