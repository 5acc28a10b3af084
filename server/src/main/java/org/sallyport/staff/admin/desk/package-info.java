/** The pages of the help desk: find an account, explain what keeps its owner out, act. */
package org.sallyport.staff.admin.desk;
