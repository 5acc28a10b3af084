/** The subcommands of the command line. */
@NullMarked
package org.sallyport.staff.admin.commands;

import org.jspecify.annotations.NullMarked;
