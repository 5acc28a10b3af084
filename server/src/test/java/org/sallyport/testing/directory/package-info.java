/** Real directories: Samba as an Active Directory domain controller, OpenLDAP. */
package org.sallyport.testing.directory;
