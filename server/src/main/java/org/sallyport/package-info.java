/** Sallyport: a two-factor authentication gateway and portal in front of a DICOMweb archive. */
package org.sallyport;
