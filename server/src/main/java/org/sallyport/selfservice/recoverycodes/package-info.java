/** Sheets of recovery codes. */
@NullMarked
package org.sallyport.selfservice.recoverycodes;

import org.jspecify.annotations.NullMarked;
