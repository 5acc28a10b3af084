/**
 * The words of operators' commands, parsed as the list of commands says. From the same list help,
 * manual page and completion are made.
 */
@ApplicationModule(allowedDependencies = {})
package org.sallyport.platform.commandline;

import org.springframework.modulith.ApplicationModule;
