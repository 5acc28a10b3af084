/**
 * Validates the settings before the start and applies the chosen policy to them. The policies are
 * in {@code policies.yml}; the modules declare the settings.
 */
@ApplicationModule(allowedDependencies = {"platform.examination"})
package org.sallyport.platform.policy;

import org.springframework.modulith.ApplicationModule;
