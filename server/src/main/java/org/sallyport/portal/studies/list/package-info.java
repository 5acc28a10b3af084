/** The studies of an account as a list: filtered, sorted and paged by the database. */
package org.sallyport.portal.studies.list;
