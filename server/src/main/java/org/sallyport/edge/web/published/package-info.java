/** Pages and files for everybody: the phone app, the viewer, whom to tell of a fault. */
@NamedInterface("published")
@NullMarked
package org.sallyport.edge.web.published;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
