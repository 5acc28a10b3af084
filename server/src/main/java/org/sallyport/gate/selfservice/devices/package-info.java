/** Linked devices: enrolment, names, removal. */
package org.sallyport.gate.selfservice.devices;
