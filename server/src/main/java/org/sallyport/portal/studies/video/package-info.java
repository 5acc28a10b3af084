/** Videos of a study, played by the browser: copied from the archive once, and given in ranges. */
package org.sallyport.portal.studies.video;
