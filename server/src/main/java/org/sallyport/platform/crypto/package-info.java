/**
 * Keys, keyed hashes, random values and encryption. The only module that uses javax.crypto and
 * SecureRandom. All keys are in one file outside the database.
 */
@ApplicationModule(allowedDependencies = {"platform.policy :: start", "platform.examination"})
package org.sallyport.platform.crypto;

import org.springframework.modulith.ApplicationModule;
