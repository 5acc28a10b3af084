/** Draining: a server stops without failing requests (ADR 0055). */
package org.sallyport.edge.web.shutdown;
