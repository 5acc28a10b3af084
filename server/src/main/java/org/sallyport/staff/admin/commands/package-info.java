/** The subcommands of the command line. */
package org.sallyport.staff.admin.commands;
