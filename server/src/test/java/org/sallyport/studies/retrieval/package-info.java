@NullMarked
package org.sallyport.studies.retrieval;

import org.jspecify.annotations.NullMarked;
