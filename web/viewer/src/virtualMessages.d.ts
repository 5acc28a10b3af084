/** Made by authenticator/build/bundle.ts. */
declare module "virtual:messages" {
  type Message = import("../../authenticator/src/filled").Message;
  const patterns: Readonly<Record<import("./messages").Key, Message>>;
  export default patterns;
}
