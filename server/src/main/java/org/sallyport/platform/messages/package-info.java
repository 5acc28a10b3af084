/**
 * The sentences that people read, in {@code messages/*.properties}: one file for each area. Pages
 * take them by {@code #{area.key}}, Java code by {@link Messages}.
 */
@ApplicationModule(allowedDependencies = {})
package org.sallyport.platform.messages;

import org.springframework.modulith.ApplicationModule;
