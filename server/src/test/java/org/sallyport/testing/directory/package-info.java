/** Real directories: Samba as an Active Directory domain controller, OpenLDAP. */
@NullMarked
package org.sallyport.testing.directory;

import org.jspecify.annotations.NullMarked;
