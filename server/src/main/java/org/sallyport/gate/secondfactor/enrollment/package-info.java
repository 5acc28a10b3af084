/** Linking devices to an account: apps, phones and passkeys, and their removal. */
@NamedInterface("enrollment")
package org.sallyport.gate.secondfactor.enrollment;

import org.springframework.modulith.NamedInterface;
