/** The file of an import, and whether its lines are right. */
@NamedInterface("file")
package org.sallyport.gate.account.imports.file;

import org.springframework.modulith.NamedInterface;
