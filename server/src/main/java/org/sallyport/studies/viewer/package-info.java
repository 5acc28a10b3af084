/** The page of the image viewer, and what it is told: where the images are, and other studies. */
@NullMarked
package org.sallyport.studies.viewer;

import org.jspecify.annotations.NullMarked;
