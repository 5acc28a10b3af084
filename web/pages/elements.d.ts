/**
 * The scripts of the server's pages find elements by attributes, which do not tell the compiler of
 * what kind they are: each may be used as any of these.
 */
type PageElement = HTMLInputElement &
  HTMLButtonElement &
  HTMLFormElement &
  HTMLDialogElement &
  HTMLTemplateElement;

interface ParentNode {
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): NodeListOf<PageElement>;
}
