/** Confirming a change with a fresh second factor, and lost methods (rule 28). */
package org.sallyport.gate.selfservice.stepup;
