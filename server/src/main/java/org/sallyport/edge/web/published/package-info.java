/** Pages and files for everybody: the phone app, the viewer, whom to tell of a fault. */
@NamedInterface("published")
package org.sallyport.edge.web.published;

import org.springframework.modulith.NamedInterface;
