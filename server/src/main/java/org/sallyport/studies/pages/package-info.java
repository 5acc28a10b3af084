/** The study list, the page of a study, and their parts. */
@NamedInterface("pages")
@NullMarked
package org.sallyport.studies.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
