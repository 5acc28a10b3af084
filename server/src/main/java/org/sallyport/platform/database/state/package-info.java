/** What an examination asks a database, by SQL alone. */
@NullMarked
package org.sallyport.platform.database.state;

import org.jspecify.annotations.NullMarked;
