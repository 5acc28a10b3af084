/** {@code sallyport doctor}, and the part of it that each start runs. */
@ApplicationModule(allowedDependencies = {"examination", "policy :: start"})
@NullMarked
package org.sallyport.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
