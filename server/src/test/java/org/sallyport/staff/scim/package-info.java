@NullMarked
package org.sallyport.staff.scim;

import org.jspecify.annotations.NullMarked;
