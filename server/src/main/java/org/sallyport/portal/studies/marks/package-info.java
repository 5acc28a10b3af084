/** What accounts draw on images and save for themselves: measurements, and arrows with text. */
@NamedInterface("marks")
@NullMarked
package org.sallyport.portal.studies.marks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
