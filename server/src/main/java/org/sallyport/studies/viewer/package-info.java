/** The page of the image viewer, and what it is told: where the images are, and other studies. */
@NamedInterface("viewer")
@NullMarked
package org.sallyport.studies.viewer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
