/** Waking phones by Web Push (RFC 8030). */
package org.sallyport.gate.secondfactor.push.notify;
