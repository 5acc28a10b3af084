package org.sallyport.portal.studies.grants;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom the archive names for a study.
 *
 * @param kind as what
 * @param number with its issuer; empty if there is a name only, and for the patient
 * @param name exact DICOM person name; empty if there is a number, and for the patient
 * @param username of the account that the number or the name belongs to; null if there is none, so
 *     that nobody has access for it
 */
public record NamedPerson(
    AccessReason.Kind kind, String number, String name, @Nullable String username) {}
