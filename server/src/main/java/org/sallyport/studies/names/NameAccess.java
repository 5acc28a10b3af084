package org.sallyport.studies.names;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a name without a number opens to the account for which it is confirmed.
 *
 * @param name exact DICOM person name
 * @param newest date of the newest study; null if none has a date
 */
public record NameAccess(String name, long studies, long patients, @Nullable LocalDate newest) {}
