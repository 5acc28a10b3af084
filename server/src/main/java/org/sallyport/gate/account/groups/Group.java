package org.sallyport.gate.account.groups;

import org.sallyport.platform.ids.GroupId;

/** A practice or a department. */
public record Group(GroupId id, String name, Kind kind) {

  /** What a group is. */
  public enum Kind {
    PRACTICE,
    DEPARTMENT
  }
}
