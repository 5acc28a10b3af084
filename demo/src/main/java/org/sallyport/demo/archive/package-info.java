/** Orthanc with the sample studies. */
package org.sallyport.demo.archive;
