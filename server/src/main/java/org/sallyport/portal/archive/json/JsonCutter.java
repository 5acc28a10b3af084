package org.sallyport.portal.archive.json;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Cuts what is too large in an array of JSON objects, so that it remains JSON: a string that is too
 * long loses its end, an attribute the rest of its values, an object the rest of its attributes. It
 * knows strings and brackets only; what is not JSON is left to the parser.
 */
final class JsonCutter {
  /** Levels that are open: the parser remembers each of them. */
  private static final int MAX_DEPTH = 100_000;

  /** That of the objects of the array. */
  private static final int OBJECTS = 2;

  /** What small attributes may still take after their object has become too large. */
  private static final int ATTRIBUTE_RESERVE = 16 * 1024;

  private static final int OBJECT_RESERVE = 128 * 1024;

  /** Estimated bytes of the tree that a parser makes. */
  private static final int OBJECT_WEIGHT = 160;

  private static final int ARRAY_WEIGHT = 104;
  private static final int STRING_WEIGHT = 56;
  private static final int BYTE_WEIGHT = 2;
  private static final int ENTRY_WEIGHT = 48;
  private static final int VALUE_WEIGHT = 24;

  private final ReadLimits limits;
  private final long heaviestObject;
  private final CutAttributes cut = new CutAttributes();
  private final BitSet braces = new BitSet();

  private byte[] out = new byte[8 * 1024];
  private int length;
  private int depth;

  /** The level at which what is left out ends; -1 if nothing is left out. */
  private int resumesAt = -1;

  private boolean inString;
  private boolean escaped;
  private int hexLeft;
  private int stringLength;
  private boolean stringCut;

  private int object;
  private int attribute;
  private long earlier;
  private long weight;
  private long attributeWeight;

  /**
   * A cutter with these limits.
   *
   * @param most the memory that the reader may hold, in bytes
   */
  JsonCutter(ReadLimits limits, long most) {
    this.limits = limits;
    this.heaviestObject = Math.min(limits.heaviestObject(), most - 2 * OBJECT_RESERVE);
  }

  CutAttributes cut() {
    return cut;
  }

  /** The memory that the current object takes, with those before it if all of them are kept. */
  long weight() {
    return limits.areKept() ? earlier + weight : weight;
  }

  byte[] bytes() {
    return out;
  }

  int length() {
    return length;
  }

  /** Replaces the output by what is left of these bytes. */
  void take(byte[] bytes, int many) throws TooLarge {
    length = 0;
    for (int i = 0; i < many; i++) {
      byte b = bytes[i];
      if (inString) {
        takeInString(b);
      } else {
        take(b);
      }
    }
  }

  private void take(byte b) throws TooLarge {
    switch (b) {
      case '"' -> beginString();
      case '{', '[' -> open(b);
      case '}', ']' -> close(b);
      case ',' -> separate();
      case ':' -> emit(b, ENTRY_WEIGHT);
      default -> emit(b, 0);
    }
  }

  private void beginString() {
    inString = true;
    stringLength = 0;
    stringCut = false;
    emit((byte) '"', STRING_WEIGHT);
  }

  /** Cuts between characters only. */
  private void takeInString(byte b) {
    boolean boundary = !escaped && hexLeft == 0 && (b & 0xC0) != 0x80;
    if (boundary && b == '"') {
      inString = false;
      emit(b, 0);
      return;
    }
    if (boundary && !stringCut && (stringLength >= limits.longestString() || isTooHeavy())) {
      stringCut = true;
      cutAttribute();
    }
    if (hexLeft > 0) {
      hexLeft--;
    } else if (escaped) {
      hexLeft = b == 'u' ? 4 : 0;
      escaped = false;
    } else {
      escaped = b == '\\';
    }
    if (!stringCut) {
      stringLength++;
      emit(b, BYTE_WEIGHT);
    }
  }

  private void open(byte b) throws TooLarge {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new TooLarge("an answer has too many levels");
    }
    if (depth == OBJECTS) {
      beginObject();
    }
    if (resumesAt < 0) {
      braces.set(depth, b == '{');
    }
    emit(b, b == '{' ? OBJECT_WEIGHT : ARRAY_WEIGHT);
  }

  private void beginObject() throws TooLarge {
    object++;
    if (object > limits.mostObjects()) {
      throw new TooLarge("an answer has more than " + limits.mostObjects() + " objects");
    }
    earlier += weight;
    weight = 0;
    attributeWeight = 0;
    attribute = 1;
  }

  private void close(byte b) {
    depth--;
    emit(b, 0);
    if (depth == resumesAt) {
      resumesAt = -1;
    }
  }

  /** At a comma, all that is open can be closed and the rest be left out. */
  private void separate() {
    if (resumesAt < 0 && depth > OBJECTS && isTooHeavy()) {
      cutAttribute();
      closeDownTo(OBJECTS);
    } else if (resumesAt < 0 && depth == OBJECTS && weight > heaviestObject + OBJECT_RESERVE) {
      cut.rest(object);
      closeDownTo(OBJECTS - 1);
    }
    if (depth == OBJECTS) {
      attribute++;
      attributeWeight = 0;
    }
    emit((byte) ',', VALUE_WEIGHT);
  }

  private boolean isTooHeavy() {
    return weight > heaviestObject && attributeWeight > ATTRIBUTE_RESERVE;
  }

  private void closeDownTo(int level) {
    for (int open = depth; open > level; open--) {
      emit((byte) (braces.get(open) ? '}' : ']'), 0);
    }
    resumesAt = level;
  }

  private void cutAttribute() {
    cut.attribute(object, attribute);
  }

  private void emit(byte b, int more) {
    if (resumesAt >= 0) {
      return;
    }
    weight += more;
    attributeWeight += more;
    if (length == out.length) {
      out = Arrays.copyOf(out, 2 * length);
    }
    out[length++] = b;
  }
}
