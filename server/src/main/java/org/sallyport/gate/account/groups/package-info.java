/** Practices and departments: who is a member, until when, and who confirms it. */
@NamedInterface("groups")
@NullMarked
package org.sallyport.gate.account.groups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
