package org.sallyport.studies.pages;

import java.util.List;
import org.sallyport.studies.StudyAccess;

/**
 * A page of the list.
 *
 * @param first number of the first row, from 1
 * @param matching how many studies match the filter
 * @param all how many the account may see
 * @param neverOpened how many of all are new
 * @param modalities the options of the filter, as are the institutions
 */
record Listing(
    List<StudyAccess> rows,
    int first,
    int matching,
    int all,
    int neverOpened,
    int page,
    int pages,
    List<String> modalities,
    List<String> institutions) {}
