package org.sallyport.portal.studies.grants;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;

/**
 * A study that an account may see if the archive confirms it.
 *
 * @param date null if it has none or is not in the index yet; so is the time
 * @param modalities empty if it is not in the index yet
 * @param isNew whether the account has never opened it
 * @param snapshot that of the statement; unknown if it proves nothing
 */
public record Candidate(
    AccountId account,
    StudyUid study,
    @Nullable LocalDate date,
    @Nullable LocalTime time,
    List<String> modalities,
    String institution,
    boolean isNew,
    List<AccessGrant> grounds,
    DatabaseSnapshot snapshot) {}
