/** As much as tests use of it; it brings no types of its own. */
declare module 's3rver' {
  interface Options { address: string; port: number; silent: boolean; directory: string; resetOnClose?: boolean; configureBuckets: { name: string }[] }
  class S3rver {
    constructor(options: Options);
    run(): Promise<{ address: string; port: number }>;
    close(): Promise<void>;
  }
  // eslint-disable-next-line import/no-default-export -- that is how the library exports it
  export default S3rver;
}
