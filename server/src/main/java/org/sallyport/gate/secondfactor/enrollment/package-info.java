/** Linking devices to an account: apps, phones and passkeys, and their removal. */
@NamedInterface("enrollment")
@NullMarked
package org.sallyport.gate.secondfactor.enrollment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
