/** The page of the image viewer, and its data: the addresses of the images, and other studies. */
@NamedInterface("viewer")
package org.sallyport.portal.studies.viewer;

import org.springframework.modulith.NamedInterface;
