package org.sallyport.staff.admin.status;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.studies.examination.ArchiveState;

/**
 * The archive as shown.
 *
 * @param downSince null if it answers
 * @param feed the number of the last change that was read; null if it has no list of changes
 * @param newest when the newest study came into the index; null if there is none
 */
public record ArchiveLine(
    @Nullable ZonedDateTime downSince,
    boolean complete,
    @Nullable Long feed,
    @Nullable ZonedDateTime newest) {

  static ArchiveLine of(ArchiveState state, ZoneId zone) {
    return new ArchiveLine(
        state.downSince() == null ? null : state.downSince().atZone(zone),
        state.complete(),
        state.feed(),
        state.newest() == null ? null : state.newest().atZone(zone));
  }
}
