/** The page of a study, its parts, and what other pages of studies share with it. */
@NamedInterface("pages")
@NullMarked
package org.sallyport.portal.studies.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
