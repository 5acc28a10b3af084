@NullMarked
package org.sallyport.studies.access;

import org.jspecify.annotations.NullMarked;
