package org.sallyport.platform.memory;

/** Too much of what others send is being read at this moment. */
public final class MemoryBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MemoryBusy() {
    super("too much is being read at once");
  }
}
