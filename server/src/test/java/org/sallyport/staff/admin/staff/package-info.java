@NullMarked
package org.sallyport.staff.admin.staff;

import org.jspecify.annotations.NullMarked;
