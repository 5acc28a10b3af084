@NullMarked
package org.sallyport.studies.examination;

import org.jspecify.annotations.NullMarked;
