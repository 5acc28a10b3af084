/** A second factor that only the tests have: this folder is all that it needs. */
package org.sallyport.gate.secondfactor.gridcard;
