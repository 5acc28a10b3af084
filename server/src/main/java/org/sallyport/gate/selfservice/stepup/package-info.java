/** Confirming a change with a fresh second factor, and lost methods (rule 28). */
@NullMarked
package org.sallyport.gate.selfservice.stepup;

import org.jspecify.annotations.NullMarked;
