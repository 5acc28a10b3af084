/** Pages on the applications that sign people in here: adding, changing and trying them. */
@NullMarked
package org.sallyport.staff.admin.applications;

import org.jspecify.annotations.NullMarked;
