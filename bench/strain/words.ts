/** A text in as many parts as one likes. */
export const repeated = (times: number, part: (index: number) => string, between = " ") =>
  Array.from({ length: times }, (_, index) => part(index)).join(between);

/** What a search takes longest for: common syllables. */
export const SEARCHED = " tong hop su co an toan thong tin so lieu bao cao tinh he thong uy ban nhan dan xa";

/** The queries that so many questions of the same kind are, told apart by a comment so that nothing is known of them. */
export const anew = (query: string, number: number) => `${query} # ${number}`;

export const NAMES = repeated(180, (index) => `n${index}: name`);

/** So many times some 9 MB. */
export const largeAnswer = (lists: number) =>
  `{ ${repeated(lists, (index) => `t${index}: mediaOutputs(first: 1000) { nodes { ...F } }`)} } fragment F on MediaOutput { ${NAMES} }`;
