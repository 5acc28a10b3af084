/** Made by build/bundle.ts. */
declare module "virtual:messages" {
  const patterns: Readonly<Record<import("./messages").Key, import("./filled").Message>>;
  export default patterns;
}
