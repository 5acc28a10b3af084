package org.sallyport.portal.studies.list;

import java.util.List;

/**
 * A page of the list.
 *
 * @param more whether there are more in the direction in which it was read
 */
public record StudySlice(List<ListedStudy> studies, boolean more) {}
