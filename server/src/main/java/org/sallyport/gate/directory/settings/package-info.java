/** What the operator says of a directory. */
@NamedInterface("settings")
package org.sallyport.gate.directory.settings;

import org.springframework.modulith.NamedInterface;
