/** Password hashing (Argon2id), and the rules for new passwords (rule 37). */
@NamedInterface("password")
package org.sallyport.gate.account.password;

import org.springframework.modulith.NamedInterface;
