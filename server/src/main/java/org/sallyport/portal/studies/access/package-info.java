/** Pages of a study about access: who has it and why, and who looked. */
package org.sallyport.portal.studies.access;
