package org.sallyport.platform.messages;

/** The address of a page, kept with its request for the form that changes the page's language. */
public final class PageAddress {
  /** The attribute of the request: path, and query if the page was read. */
  public static final String ATTRIBUTE = PageAddress.class.getName();

  private PageAddress() {}
}
