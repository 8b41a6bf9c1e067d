/** Whether what is still being mended is left out: goes when it is. */
export const OLD = process.env.OLD === "1";
