/** The PostgreSQL that the server starts itself, and the folder with its data. */
@NamedInterface("embedded")
@NullMarked
package org.sallyport.platform.database.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
