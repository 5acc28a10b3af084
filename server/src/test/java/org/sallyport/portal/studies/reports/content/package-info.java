@NullMarked
package org.sallyport.portal.studies.reports.content;

import org.jspecify.annotations.NullMarked;
