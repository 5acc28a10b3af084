/** What the operator says of a directory. */
@NamedInterface("settings")
@NullMarked
package org.sallyport.gate.directory.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
