/** Linked devices: enrolment, names, removal. */
@NullMarked
package org.sallyport.selfservice.devices;

import org.jspecify.annotations.NullMarked;
