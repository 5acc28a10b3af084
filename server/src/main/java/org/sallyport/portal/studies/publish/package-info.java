/**
 * Objects that readers publish to the archive: selections of key images, and reports of their
 * measurements. This is the only part of the portal that writes to the archive.
 */
@NamedInterface("publish")
@NullMarked
package org.sallyport.portal.studies.publish;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
