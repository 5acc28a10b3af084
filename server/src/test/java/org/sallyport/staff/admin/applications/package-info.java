@NullMarked
package org.sallyport.staff.admin.applications;

import org.jspecify.annotations.NullMarked;
