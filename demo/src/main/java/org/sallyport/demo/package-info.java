/**
 * The main job on one machine: the application with an archive, sample studies and accounts, and an
 * outbox in which every SMS and e-mail can be read. No part of what an installation runs.
 */
@NullMarked
package org.sallyport.demo;

import org.jspecify.annotations.NullMarked;
