/** The applications of the settings, and the rules for their paths. */
@NamedInterface("settings")
package org.sallyport.connect.forwardauth.settings;

import org.springframework.modulith.NamedInterface;
