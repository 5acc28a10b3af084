/** The study list: filters, order, pages, and picked studies. */
@NamedInterface("list")
@NullMarked
package org.sallyport.studies.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
