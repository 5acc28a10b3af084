/** The PostgreSQL that the server starts itself, and the folder with its data. */
@NamedInterface("embedded")
package org.sallyport.platform.database.embedded;

import org.springframework.modulith.NamedInterface;
