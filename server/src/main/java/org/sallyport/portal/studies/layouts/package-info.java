/** How accounts arranged the series of a kind of study in the viewer. */
@NamedInterface("layouts")
package org.sallyport.portal.studies.layouts;

import org.springframework.modulith.NamedInterface;
