package org.sallyport.sharing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.archive.dicom.StudyEntry;
import org.sallyport.ids.ShareId;

/**
 * A study that an account may share at this moment.
 *
 * @param parent the share that the account has it from; null if the archive itself, or the
 *     account's role, gives the right
 * @param until the end of that share; null if there is none
 */
public record Sharable(
    StudyEntry study, @Nullable ShareId parent, @Nullable Instant until, boolean withReport) {}
