@NullMarked
package org.sallyport.studies.pages;

import org.jspecify.annotations.NullMarked;
