/** Password hashing (Argon2id), and the rules for new passwords (rule 37). */
@NamedInterface("password")
@NullMarked
package org.sallyport.gate.account.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
