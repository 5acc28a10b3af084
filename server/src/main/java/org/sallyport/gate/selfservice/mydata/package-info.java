/** My data: the owner of an account exports all that is kept about them. */
package org.sallyport.gate.selfservice.mydata;
