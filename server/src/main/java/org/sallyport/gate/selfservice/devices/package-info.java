/** Linked devices: enrolment, names, removal. */
@NullMarked
package org.sallyport.gate.selfservice.devices;

import org.jspecify.annotations.NullMarked;
