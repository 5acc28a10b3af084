@NullMarked
package org.sallyport.portal.studies.list;

import org.jspecify.annotations.NullMarked;
