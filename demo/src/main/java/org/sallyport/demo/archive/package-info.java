/** Orthanc with the sample studies. */
@NullMarked
package org.sallyport.demo.archive;

import org.jspecify.annotations.NullMarked;
