/** The applications of the settings, and the rules for their paths. */
@NamedInterface("settings")
@NullMarked
package org.sallyport.connect.forwardauth.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
