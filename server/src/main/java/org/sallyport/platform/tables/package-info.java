/**
 * What is known of each table of the database, said once by the module that owns it: how long its
 * rows are kept, what of them a person gets in the copy of their data, what an erasure changes,
 * what a restore ends, and which columns depend on a key.
 */
@ApplicationModule(allowedDependencies = {"platform.crypto", "platform.ids"})
package org.sallyport.platform.tables;

import org.springframework.modulith.ApplicationModule;
