/**
 * What {@code sallyport doctor} and each start look into. Every module examines its own part, and
 * names its {@link org.sallyport.platform.examination.Examination} in {@code
 * META-INF/spring.factories}: it works on the settings alone, because an installation with a
 * mistake may have no application.
 */
@ApplicationModule(allowedDependencies = {})
package org.sallyport.platform.examination;

import org.springframework.modulith.ApplicationModule;
