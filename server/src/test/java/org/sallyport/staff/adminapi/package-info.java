@NullMarked
package org.sallyport.staff.adminapi;

import org.jspecify.annotations.NullMarked;
