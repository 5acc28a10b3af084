/** Made by common/build/bundle.ts. */
declare module "virtual:messages" {
  const loaders: import("sallyport-common/texts").Loaders;
  export default loaders;
}
