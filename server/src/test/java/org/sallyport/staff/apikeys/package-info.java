@NullMarked
package org.sallyport.staff.apikeys;

import org.jspecify.annotations.NullMarked;
