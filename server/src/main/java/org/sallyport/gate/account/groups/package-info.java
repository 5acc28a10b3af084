/** Practices and departments: who is a member, until when, and who confirms it. */
@NamedInterface("groups")
package org.sallyport.gate.account.groups;

import org.springframework.modulith.NamedInterface;
