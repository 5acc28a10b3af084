package org.sallyport.platform.access.keys;

import org.sallyport.platform.messages.Messages;

/**
 * Why a call was not answered as asked.
 *
 * @param status of HTTP
 * @param detail a sentence for whoever runs the program
 */
public record KeyFault(int status, String detail) {

  /** That of a status alone. */
  public static KeyFault of(int status) {
    return new KeyFault(
        status,
        Messages.text(
            switch (status) {
              case 400 -> "api.fault.malformed";
              case 401 -> "api.fault.key";
              case 403 -> "api.fault.scope";
              case 404 -> "api.fault.not-found";
              case 405 -> "api.fault.method";
              case 406 -> "api.fault.accept";
              case 411 -> "api.fault.length";
              case 413 -> "api.fault.too-large";
              case 415 -> "api.fault.type";
              case 429 -> "api.fault.too-many";
              case 503 -> "api.fault.busy";
              default -> status < 500 ? "api.fault.refused" : "api.fault.failed";
            }));
  }
}
