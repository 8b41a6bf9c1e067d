/** The lists that stand in JSON at some depth, in their order: each as the texts of its elements, which are not read. */
export function listsAt(depth: number, json: string): string[][] {
  const lists: string[][] = [];
  let level = 0;
  let start = -1;
  for (let place = 0; place < json.length; place += 1) {
    const letter = json[place];
    if (letter === '"') place = endOfText(json, place);
    else if (letter === "[" || letter === "{") {
      if (level === depth && letter === "[") {
        lists.push([]);
        start = place + 1;
      }
      level += 1;
    } else if (letter === "]" || letter === "}") {
      level -= 1;
      if (level === depth && start >= 0) {
        const last = json.slice(start, place).trim();
        if (last) lists.at(-1)?.push(last);
        start = -1;
      }
    } else if (letter === "," && level === depth + 1 && start >= 0) {
      lists.at(-1)?.push(json.slice(start, place).trim());
      start = place + 1;
    }
  }
  return lists;
}

/** Where a text ends that begins at a place. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); ; end = json.indexOf('"', end + 1)) {
    let escapes = 0;
    while (json[end - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return end;
  }
}
