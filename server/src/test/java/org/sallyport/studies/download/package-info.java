@NullMarked
package org.sallyport.studies.download;

import org.jspecify.annotations.NullMarked;
