/** Tests of the module of the same name. */
@NullMarked
package org.sallyport.staff.doctor;

import org.jspecify.annotations.NullMarked;
