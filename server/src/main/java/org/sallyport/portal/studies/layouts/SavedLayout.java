package org.sallyport.portal.studies.layouts;

import java.util.List;

/**
 * A layout as {@link LayoutCalls} gives it.
 *
 * @param used when it was saved or used last, in ISO 8601
 */
record SavedLayout(String kind, List<String> panes, boolean linked, String used) {}
