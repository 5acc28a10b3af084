/** My data: the owner of an account exports all that is kept about them. */
@NullMarked
package org.sallyport.gate.selfservice.mydata;

import org.jspecify.annotations.NullMarked;
