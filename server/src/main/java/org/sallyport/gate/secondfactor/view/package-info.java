/**
 * The pages of prompts, the same for a sign-in, the confirmation of a change and the check of a
 * contact: views, error texts, and the parts that differ between these flows.
 */
@NamedInterface("view")
package org.sallyport.gate.secondfactor.view;

import org.springframework.modulith.NamedInterface;
