/** How accounts arranged the series of a kind of study in the viewer. */
@NamedInterface("layouts")
@NullMarked
package org.sallyport.portal.studies.layouts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
