/** Approval requests and the answers of phones. */
package org.sallyport.gate.secondfactor.push.approval;
