@NullMarked
package org.sallyport.portal.studies.video;

import org.jspecify.annotations.NullMarked;
