package org.sallyport.studies;

import org.sallyport.archive.StudyEntry;

/** A study that an account may see at this moment. */
public record StudyAccess(StudyEntry study, AccessReason why, boolean isNew) {}
