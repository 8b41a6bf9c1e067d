import { Lexer, Parser } from "yaml";

/** Data is less than ten deep; what goes much deeper would take the parser's whole stack, and the process with it. */
const DEEPEST = 50;

/** Where a YAML text begins to be nested deeper than any data is; undefined where it never does. */
export function deepNesting(text: string): number | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // The parser keeps a stack of its own; only what makes nodes of its tokens calls itself.
    Array.from(parser.next(lexeme));
    if (parser.stack.length > DEEPEST) return parser.offset;
  }
  return undefined;
}
