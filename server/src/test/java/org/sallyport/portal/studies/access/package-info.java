@NullMarked
package org.sallyport.portal.studies.access;

import org.jspecify.annotations.NullMarked;
