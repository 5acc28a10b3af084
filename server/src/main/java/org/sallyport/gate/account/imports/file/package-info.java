/** The file of an import, and whether its lines are right. */
@NamedInterface("file")
@NullMarked
package org.sallyport.gate.account.imports.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
