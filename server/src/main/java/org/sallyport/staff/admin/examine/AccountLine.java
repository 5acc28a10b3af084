package org.sallyport.staff.admin.examine;

import java.util.List;

/**
 * A study of an account.
 *
 * @param why the account sees it, as text, the widest reason first
 */
public record AccountLine(StudyLine study, List<String> why) {}
