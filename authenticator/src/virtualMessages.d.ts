/** Made by build/messages.ts. */
declare module "virtual:messages" {
  const patterns: Readonly<Record<import("./messages").Key, import("./messages").Message>>;
  export default patterns;
}
