/** Pages of a study about access: who has it and why, and who looked. */
@NullMarked
package org.sallyport.portal.studies.access;

import org.jspecify.annotations.NullMarked;
