package org.sallyport.portal.sharing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.portal.archive.dicom.StudyEntry;

/**
 * A study that an account may share at this moment.
 *
 * @param parent the share that the account has it from; null if the archive itself, or the
 *     account's role, gives the right
 * @param until the end of that share; null if there is none
 */
public record Sharable(
    StudyEntry study, @Nullable ShareId parent, @Nullable Instant until, boolean withReport) {}
