/**
 * Keys, keyed hashes, random values and encryption. The only module that uses javax.crypto and
 * SecureRandom. All keys are in one file outside the database.
 */
@ApplicationModule(allowedDependencies = {"policy :: start", "examination"})
@NullMarked
package org.sallyport.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
