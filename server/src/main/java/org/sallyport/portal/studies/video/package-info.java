/** Videos of a study, played by the browser: copied from the archive once, and given in ranges. */
@NullMarked
package org.sallyport.portal.studies.video;

import org.jspecify.annotations.NullMarked;
