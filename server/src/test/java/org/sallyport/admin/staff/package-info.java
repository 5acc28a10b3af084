@NullMarked
package org.sallyport.admin.staff;

import org.jspecify.annotations.NullMarked;
