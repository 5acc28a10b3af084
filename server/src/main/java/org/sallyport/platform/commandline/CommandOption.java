package org.sallyport.platform.commandline;

/**
 * An option of a command.
 *
 * @param name without the hyphens
 * @param value how its value is written, with what is before it: " FILE", "[=ADDRESS]" if it may be
 *     left out, or empty for an option without one
 */
record CommandOption(String name, String value, boolean required) {

  /**
   * Parses an option as it stands in the list of commands.
   *
   * @param words "--reason TEXT", "--lan[=ADDRESS]" or "--all"
   */
  static CommandOption of(String words, boolean required) {
    String name = words.replaceFirst("[ \\[].*", "");
    return new CommandOption(name.substring(2), words.substring(name.length()), required);
  }

  boolean needsValue() {
    return value.startsWith(" ");
  }

  boolean takesValue() {
    return !value.isEmpty();
  }

  String usage() {
    String words = "--" + name + value;
    return required ? words : "[" + words + "]";
  }
}
