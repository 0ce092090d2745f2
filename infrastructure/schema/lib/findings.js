// What is wrong with a template, and where.

/** Collects findings; a path is a list of keys and indices from the template's root. */
export class Findings {
  #list = [];

  add(path, message) {
    this.#list.push({ path: pathText(path), message });
  }

  addAll(findings) {
    this.#list.push(...findings.#list);
  }

  get count() {
    return this.#list.length;
  }

  list() {
    return [...this.#list];
  }
}

/** A path as people write it: Resources.Queue.Properties.Tags[0].Key, odd keys in brackets. */
export function pathText(path) {
  if (path.length === 0) {
    return '(root)';
  }
  return path
    .map((part, i) => {
      if (typeof part === 'number') {
        return `[${part}]`;
      }
      return /^[\w-]+$/.test(part) ? (i > 0 ? '.' : '') + part : `[${JSON.stringify(part)}]`;
    })
    .join('');
}

/** " Did you mean 'Timeout'?" if one of the names is at most two letters away, else nothing. */
export function suggestion(name, names) {
  let best;
  let distance = 3;
  for (const candidate of names) {
    const d = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (d < distance) {
      [best, distance] = [candidate, d];
    }
  }
  return best === undefined ? '' : `. Did you mean '${best}'?`;
}

function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
