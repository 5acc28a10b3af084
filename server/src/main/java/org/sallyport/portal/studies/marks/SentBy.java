package org.sallyport.portal.studies.marks;

import java.util.List;

/**
 * Marks that somebody sent along with a share, for the viewer.
 *
 * @param by the name of the sharer
 */
record SentBy(String by, List<Mark> marks) {}
