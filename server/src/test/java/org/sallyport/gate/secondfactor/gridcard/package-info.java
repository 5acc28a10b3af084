/** A second factor that only the tests have: this folder is all that it needs. */
@NullMarked
package org.sallyport.gate.secondfactor.gridcard;

import org.jspecify.annotations.NullMarked;
