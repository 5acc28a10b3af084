@NullMarked
package org.sallyport.staff.admin.keys;

import org.jspecify.annotations.NullMarked;
