/** What an examination asks a database, by SQL alone. */
@NamedInterface("state")
@NullMarked
package org.sallyport.platform.database.state;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
