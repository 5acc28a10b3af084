package org.sallyport.staff.admin.gate;

import java.util.List;
import org.sallyport.platform.access.Rights;

/**
 * An entry of the navigation of the administration pages.
 *
 * @param key the last part of the key of its text, and the name by which a page says that it is
 *     this entry
 * @param needs the right that the page needs, as its handler declares it; the overview leads the
 *     help desk to its search
 */
public record MenuEntry(String key, String path, Rights needs) {
  /** All entries in their order. A new page adds a line. */
  private static final List<MenuEntry> ALL =
      List.of(
          new MenuEntry("overview", "/admin", Rights.ADMINISTRATION),
          new MenuEntry("desk", "/admin/desk", Rights.HELP_DESK),
          new MenuEntry("resets", "/admin/resets", Rights.ADMINISTRATION),
          new MenuEntry("manage", "/admin/manage", Rights.ADMINISTRATION),
          new MenuEntry("import", "/admin/import", Rights.ADMINISTRATION),
          new MenuEntry("groups", "/admin/groups", Rights.ADMINISTRATION),
          new MenuEntry("directories", "/admin/directories", Rights.ADMINISTRATION),
          new MenuEntry("names", "/admin/names", Rights.ADMINISTRATION),
          new MenuEntry("access", "/admin/access", Rights.ADMINISTRATION),
          new MenuEntry("applications", "/admin/applications", Rights.ADMINISTRATION),
          new MenuEntry("keys", "/admin/keys", Rights.ADMINISTRATION),
          new MenuEntry("audit", "/admin/audit", Rights.ADMINISTRATION),
          new MenuEntry("messages", "/admin/messages", Rights.ADMINISTRATION),
          new MenuEntry("limits", "/admin/limits", Rights.ADMINISTRATION),
          new MenuEntry("state", "/admin/state", Rights.ADMINISTRATION),
          new MenuEntry("policy", "/admin/policy", Rights.ADMINISTRATION));

  /** The entries that somebody with these rights can open. */
  public static List<MenuEntry> of(Rights rights) {
    return ALL.stream().filter(entry -> rights.cover(entry.needs())).toList();
  }
}
