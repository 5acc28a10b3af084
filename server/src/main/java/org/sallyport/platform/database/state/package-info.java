/** What an examination asks a database, by SQL alone. */
@NamedInterface("state")
package org.sallyport.platform.database.state;

import org.springframework.modulith.NamedInterface;
