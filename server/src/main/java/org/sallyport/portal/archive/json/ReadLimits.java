package org.sallyport.portal.archive.json;

/**
 * Limits on reading an array of JSON objects.
 *
 * @param longestString the bytes of a string, beyond which it is cut
 * @param heaviestObject the memory that one object may take, in estimated bytes, beyond which its
 *     attributes are left out; the {@link org.sallyport.platform.memory.MemoryBudget} may allow
 *     less
 * @param areKept whether the caller collects the objects, so that all of them count together
 * @param mostObjects the number of objects in one answer
 * @param mostBytes the length of the whole answer
 */
public record ReadLimits(
    int longestString, long heaviestObject, boolean areKept, int mostObjects, long mostBytes) {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  /** What the viewer takes of the attributes of a series; some thousand objects have a tenth. */
  private static final long MAX_BYTES = 200_000_000;

  private static final int MAX_OBJECTS = 100_000;

  /** Items of a search, which are collected. */
  public static final ReadLimits COLLECTED =
      new ReadLimits(8 * KIB, 256 * KIB, true, MAX_OBJECTS, MAX_BYTES);

  /** Items of a search, each of which is passed on before the next is read. */
  public static final ReadLimits ITEMS =
      new ReadLimits(8 * KIB, 256 * KIB, false, MAX_OBJECTS, MAX_BYTES);

  /** Metadata of objects, each of which is passed on before the next is read. */
  public static final ReadLimits METADATA =
      new ReadLimits(MIB, Long.MAX_VALUE, false, MAX_OBJECTS, MAX_BYTES);

  /** A few attributes of one object. */
  public static final ReadLimits ATTRIBUTES =
      new ReadLimits(8 * KIB, 256 * KIB, false, MAX_OBJECTS, MAX_BYTES);

  /** One object with its text or its document. */
  public static final ReadLimits OBJECT =
      new ReadLimits(16 * MIB, Long.MAX_VALUE, false, MAX_OBJECTS, 16L * MIB);
}
