/** SQL a line a clause, indented by its parentheses, so that a change shows where it is. */
export function layOut(sql: string): string {
  let depth = 0;
  const stack: boolean[] = [];
  const line = (text: string) => `\n${"  ".repeat(depth)}${text}`;
  const tokens =
    sql.match(
      /'(?:[^']|'')*'|"[^"]*"|\(SELECT|[()]| (?:FROM|WHERE|ORDER BY|LIMIT|LEFT JOIN|JOIN|WHEN|ELSE) |[^'"() ]+| /g,
    ) ?? [];
  const laid = tokens.map((token) => {
    if (token === "(SELECT") {
      stack.push(true);
      depth += 1;
      return `(${line("SELECT")}`;
    }
    if (token === "(") {
      stack.push(false);
      return token;
    }
    if (token === ")") {
      if (!stack.pop()) return token;
      depth -= 1;
      return `${line(")")}`;
    }
    return /^ (FROM|WHERE|ORDER BY|LIMIT|LEFT JOIN|JOIN|WHEN|ELSE) $/.test(token)
      ? `${line(token.trim())} `
      : token;
  });
  return `${laid.join("")}\n`;
}
