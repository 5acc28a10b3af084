/** Requests that are approved on another device. */
@NamedInterface("approval")
@NullMarked
package org.sallyport.gate.secondfactor.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
