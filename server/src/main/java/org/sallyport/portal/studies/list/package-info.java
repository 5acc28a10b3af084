/** The studies of an account as a list: filtered, sorted and paged by the database. */
@NullMarked
package org.sallyport.portal.studies.list;

import org.jspecify.annotations.NullMarked;
