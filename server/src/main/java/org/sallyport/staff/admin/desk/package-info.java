/** The pages of the help desk: find an account, explain what keeps its owner out, act. */
@NullMarked
package org.sallyport.staff.admin.desk;

import org.jspecify.annotations.NullMarked;
