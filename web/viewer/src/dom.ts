export { type Child, el, icon } from "../../authenticator/src/dom";
