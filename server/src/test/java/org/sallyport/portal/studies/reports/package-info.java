@NullMarked
package org.sallyport.portal.studies.reports;

import org.jspecify.annotations.NullMarked;
