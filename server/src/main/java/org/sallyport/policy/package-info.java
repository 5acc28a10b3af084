/**
 * What the operator has set, checked before anything starts, and what the chosen policy says to it.
 * The policies stand in {@code policies.yml}; the settings are those that the rooms declare.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sallyport.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
