/** Form fields from the body of a request, and the tokens of forms. */
package org.sallyport.edge.web.forms;
