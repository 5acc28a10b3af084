/** Import of accounts from CSV files. */
@NamedInterface("imports")
@NullMarked
package org.sallyport.gate.account.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
