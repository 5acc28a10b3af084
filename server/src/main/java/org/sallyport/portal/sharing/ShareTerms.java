package org.sallyport.portal.sharing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;

/**
 * What is to be shared, with whom, and on which terms.
 *
 * @param request the id of the form, which shares at most once
 * @param withMarks whether the sharer's own measurements are sent along, as they are now
 * @param phone where codes go; null for the e-mail address
 * @param maxOpens how often the mailed link opens a session; null for no limit
 */
public record ShareTerms(
    UUID request,
    List<StudyUid> studies,
    Receiver receiver,
    String message,
    Instant from,
    Instant until,
    boolean withReport,
    boolean mayShareOn,
    boolean withMarks,
    @Nullable String phone,
    @Nullable Integer maxOpens) {}
