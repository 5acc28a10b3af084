package org.sallyport.portal.studies.pages.list;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.list.ListedStudy;
import org.sallyport.portal.studies.list.StudyPosition;
import org.sallyport.portal.studies.list.StudySummary;

/**
 * A page of the list.
 *
 * @param reasons why the account sees each of them, the widest reason first
 * @param newer where the page before this one ends; null on the first
 * @param older where the page after this one begins; null on the last
 * @param readAt what is in the index later is new to the page
 */
record Listing(
    List<ListedStudy> rows,
    Map<StudyUid, List<AccessReason>> reasons,
    StudySummary summary,
    @Nullable StudyPosition newer,
    @Nullable StudyPosition older,
    Instant readAt) {}
