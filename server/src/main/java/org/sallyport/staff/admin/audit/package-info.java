/** The audit log in the administration pages: search, one event, export. */
@NullMarked
package org.sallyport.staff.admin.audit;

import org.jspecify.annotations.NullMarked;
