/**
 * Objects that readers publish to the archive: selections of key images, and reports of their
 * measurements. This is the only part of the portal that writes to the archive.
 */
@NamedInterface("publish")
package org.sallyport.portal.studies.publish;

import org.springframework.modulith.NamedInterface;
