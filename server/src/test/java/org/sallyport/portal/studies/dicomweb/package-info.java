@NullMarked
package org.sallyport.portal.studies.dicomweb;

import org.jspecify.annotations.NullMarked;
