@NullMarked
package org.sallyport.staff.scim.filter;

import org.jspecify.annotations.NullMarked;
