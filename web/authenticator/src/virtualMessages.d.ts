/** Made by common/build/bundle.ts. */
declare module "virtual:messages" {
  type Message = import("sallyport-common/filled").Message;
  const patterns: Readonly<Record<import("./messages").Key, Message>>;
  export default patterns;
}
