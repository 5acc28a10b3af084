/** The study list and the page of one study. */
@NullMarked
package org.sallyport.studies.pages;

import org.jspecify.annotations.NullMarked;
