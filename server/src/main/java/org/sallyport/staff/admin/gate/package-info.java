/**
 * What stands before every administration page: the right, a fresh second factor, and limits; and
 * what all of these pages share.
 */
package org.sallyport.staff.admin.gate;
