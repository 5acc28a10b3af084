@NullMarked
package org.sallyport.studies.reports;

import org.jspecify.annotations.NullMarked;
