/**
 * What stands before every administration page: the right, a fresh second factor, and limits; and
 * what all of these pages share.
 */
@NullMarked
package org.sallyport.staff.admin.gate;

import org.jspecify.annotations.NullMarked;
