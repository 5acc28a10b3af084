package org.sallyport.studies;

import org.sallyport.archive.StudyEntry;

/** A study that an account may see at this moment. */
public record Seen(StudyEntry study, Why why, boolean isNew) {}
