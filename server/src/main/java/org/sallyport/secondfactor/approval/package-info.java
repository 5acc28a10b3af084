/** Requests that are approved on another device. */
@NamedInterface("approval")
@NullMarked
package org.sallyport.secondfactor.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
