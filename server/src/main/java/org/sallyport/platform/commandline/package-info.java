/**
 * The words of operators' commands, parsed as the list of commands says. From the same list help,
 * manual page and completion are made.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sallyport.platform.commandline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
