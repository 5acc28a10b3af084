/** The page of the study list: its filters, order, and picked studies. */
@NamedInterface("list")
@NullMarked
package org.sallyport.portal.studies.pages.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
