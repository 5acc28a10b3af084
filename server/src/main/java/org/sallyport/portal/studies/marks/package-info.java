/**
 * What accounts draw on images and save for themselves: measurements, and arrows with text; and the
 * copies of them that they send along with shares.
 */
@NamedInterface("marks")
package org.sallyport.portal.studies.marks;

import org.springframework.modulith.NamedInterface;
