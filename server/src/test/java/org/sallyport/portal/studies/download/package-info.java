@NullMarked
package org.sallyport.portal.studies.download;

import org.jspecify.annotations.NullMarked;
