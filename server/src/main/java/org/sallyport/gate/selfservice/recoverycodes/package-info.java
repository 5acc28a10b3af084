/** Sheets of recovery codes. */
package org.sallyport.gate.selfservice.recoverycodes;
