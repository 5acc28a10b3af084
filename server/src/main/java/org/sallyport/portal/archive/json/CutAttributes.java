package org.sallyport.portal.archive.json;

import java.util.HashSet;
import java.util.Set;

/** Which attributes of an array of objects were cut; objects and attributes count from 1. */
final class CutAttributes {
  private final Set<Long> attributes = new HashSet<>();
  private final Set<Integer> objects = new HashSet<>();
  private final Set<Integer> ended = new HashSet<>();

  /** Notes an attribute of which a part is missing. */
  void attribute(int object, int attribute) {
    objects.add(object);
    attributes.add(((long) object << Integer.SIZE) | attribute);
  }

  /** Notes an object whose other attributes are missing. */
  void rest(int object) {
    objects.add(object);
    ended.add(object);
  }

  /** Whether something of the object is missing. */
  boolean has(int object) {
    return objects.contains(object);
  }

  /** Whether a part of the attribute is missing. */
  boolean has(int object, int attribute) {
    return attributes.contains(((long) object << Integer.SIZE) | attribute);
  }

  /** Whether the object ends before its last attribute. */
  boolean hasRest(int object) {
    return ended.contains(object);
  }
}
