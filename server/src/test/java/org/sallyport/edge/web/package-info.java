/** The filter chains, headers and trusted proxies. */
package org.sallyport.edge.web;
