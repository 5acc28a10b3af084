/** Requests that are approved on another device. */
@NamedInterface("approval")
package org.sallyport.gate.secondfactor.approval;

import org.springframework.modulith.NamedInterface;
