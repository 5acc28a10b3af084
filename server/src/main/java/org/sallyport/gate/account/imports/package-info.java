/** Import of accounts from CSV files. */
@NamedInterface("imports")
package org.sallyport.gate.account.imports;

import org.springframework.modulith.NamedInterface;
