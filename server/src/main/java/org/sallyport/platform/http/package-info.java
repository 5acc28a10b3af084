/**
 * Requests to systems of others: which addresses may be asked, how long an answer may take and how
 * long it may be, and which certificates are trusted.
 */
@ApplicationModule(allowedDependencies = {})
package org.sallyport.platform.http;

import org.springframework.modulith.ApplicationModule;
