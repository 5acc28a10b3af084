/** Sheets of recovery codes. */
@NullMarked
package org.sallyport.gate.selfservice.recoverycodes;

import org.jspecify.annotations.NullMarked;
