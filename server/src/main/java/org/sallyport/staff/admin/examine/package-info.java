/** Pages that say what an account would see, who sees a study, and why. */
package org.sallyport.staff.admin.examine;
