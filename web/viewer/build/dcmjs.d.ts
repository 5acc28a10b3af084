declare module "dcmjs" {
  interface Entry {
    readonly name: string;
  }
  const dcmjs: {
    readonly constants: Readonly<Record<string, string>>;
    readonly data: {
      readonly DicomMetaDictionary: {
        readonly dictionary: Readonly<Record<string, Entry>>;
        readonly nameMap: Readonly<Record<string, Entry>>;
      };
    };
  };
  export default dcmjs;
}
