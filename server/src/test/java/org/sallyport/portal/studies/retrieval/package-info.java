@NullMarked
package org.sallyport.portal.studies.retrieval;

import org.jspecify.annotations.NullMarked;
