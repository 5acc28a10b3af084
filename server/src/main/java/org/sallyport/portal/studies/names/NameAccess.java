package org.sallyport.portal.studies.names;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an account gets access to if a name without a number is confirmed for it.
 *
 * @param name exact DICOM person name
 * @param newest date of the newest study; null if none has a date
 */
public record NameAccess(String name, long studies, long patients, @Nullable LocalDate newest) {}
