package org.sallyport.portal.studies.examination;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The archive and its index.
 *
 * @param downSince since when this node gets no answer; null if the archive answers
 * @param complete whether this node has read the whole archive since its start
 * @param feed the number of the last change that was read; null if the archive has no list of
 *     changes
 * @param newest when the newest study came into the index; null if there is none
 */
public record ArchiveState(
    @Nullable Instant downSince, boolean complete, @Nullable Long feed, @Nullable Instant newest) {}
