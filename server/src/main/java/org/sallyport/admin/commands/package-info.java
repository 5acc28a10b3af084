/** The subcommands of the command line. */
@NullMarked
package org.sallyport.admin.commands;

import org.jspecify.annotations.NullMarked;
