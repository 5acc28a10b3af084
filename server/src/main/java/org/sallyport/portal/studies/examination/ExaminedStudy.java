package org.sallyport.portal.studies.examination;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;

/**
 * A study without anything of its patient.
 *
 * @param date null if it has none
 */
public record ExaminedStudy(
    StudyUid uid,
    @Nullable LocalDate date,
    List<String> modalities,
    String institution,
    String accessionNumber) {}
