/** The studies of an account as a list: filtered, sorted and paged by the database. */
@NullMarked
package org.sallyport.studies.list;

import org.jspecify.annotations.NullMarked;
