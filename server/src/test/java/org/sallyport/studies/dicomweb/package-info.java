@NullMarked
package org.sallyport.studies.dicomweb;

import org.jspecify.annotations.NullMarked;
