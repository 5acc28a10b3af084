@NullMarked
package org.sallyport.portal.studies.objects;

import org.jspecify.annotations.NullMarked;
