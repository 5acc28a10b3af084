/**
 * Traces in the form of OpenTelemetry, exported to a collector if one is set. Every span is reduced
 * to what a list allows before it leaves: templates of routes, methods, statuses and outcomes.
 */
@ApplicationModule(
    allowedDependencies = {"platform.examination", "platform.installation", "platform.http"})
package org.sallyport.platform.tracing;

import org.springframework.modulith.ApplicationModule;
