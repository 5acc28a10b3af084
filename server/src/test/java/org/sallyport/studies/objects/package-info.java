@NullMarked
package org.sallyport.studies.objects;

import org.jspecify.annotations.NullMarked;
