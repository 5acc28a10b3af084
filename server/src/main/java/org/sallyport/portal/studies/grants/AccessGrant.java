package org.sallyport.portal.studies.grants;

/**
 * A row of the view study_grant: a reason, and what the archive must confirm of it.
 *
 * @param issuer of a number by which the archive names the person; empty for a name and a share
 * @param number empty for a name and a share
 * @param name exact DICOM person name that an admin confirmed; empty for a number and a share
 */
public record AccessGrant(AccessReason reason, String issuer, String number, String name) {}
