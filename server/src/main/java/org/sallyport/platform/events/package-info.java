/**
 * What happens in the application, as one sealed family of types, and the component that publishes
 * it. What follows from an event is decided in {@code consequences} alone; what holds for all
 * events of a type stands at its record (facts/).
 */
@ApplicationModule(allowedDependencies = {"platform.ids", "platform.access"})
package org.sallyport.platform.events;

import org.springframework.modulith.ApplicationModule;
