/**
 * What an account would see, and who sees a study, for administrators. The index answers: no study
 * is opened, the archive is not asked, and nothing of a patient is shown.
 */
@NamedInterface("examination")
package org.sallyport.portal.studies.examination;

import org.springframework.modulith.NamedInterface;
